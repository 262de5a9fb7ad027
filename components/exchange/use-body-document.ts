'use client';
import { useEffect, useState } from 'react';
import type { BodyCalls } from './body-document';
import type { BodyAnswer, BodyCall } from './body-worker';

/** Asks the worker that holds a body. @throws Error with a sentence for the page */
export type AskBody = <Name extends keyof BodyCalls>(
  name: Name,
  ...args: Parameters<BodyCalls[Name]>
) => Promise<Awaited<ReturnType<BodyCalls[Name]>>>;

export interface BodyDocument {
  /** null until the worker runs */
  ask: AskBody | null;
  /** grows each time another text was read */
  version: number;
  /** how much of it is here: its beginning, all, or its beginning since the rest did not come */
  extent: 'beginning' | 'whole' | 'failed';
}

export interface WholeText {
  url: string;
  encoding: string;
}

/**
 * Reads a text in a worker of its own: what is here at once, and the whole when it is fetched. The worker ends with
 * the component. `text` counts when the component is made; give another `key` for another text.
 */
export function useBodyDocument(text: string, whole: WholeText | null): BodyDocument {
  const [state, setState] = useState<BodyDocument>({ ask: null, version: 0, extent: 'beginning' });
  const { url, encoding } = whole ?? { url: null, encoding: 'utf-8' };
  useEffect(() => {
    const { ask, end } = startWorker();
    const read = (extent: BodyDocument['extent']) =>
      setState((old) => ({ ask, version: old.version + 1, extent }));
    void ask('open', text).then(() => read(url === null ? 'whole' : 'beginning'));
    if (url !== null) {
      ask('fetch', new URL(url, location.href).href, encoding).then(
        () => read('whole'),
        () => read('failed'),
      );
    }
    return end;
  }, [text, url, encoding]);
  return state;
}

function startWorker(): { ask: AskBody; end: () => void } {
  const worker = new Worker(new URL('./body-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: BodyAnswer) => void>();
  let last = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<BodyAnswer>) => {
    waiting.get(data.number)?.(data);
    waiting.delete(data.number);
  });
  const ask: AskBody = (name, ...args) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, (answer) => {
        if ('error' in answer) reject(new Error(answer.error));
        else resolve(answer.result as Parameters<typeof resolve>[0]);
      });
      worker.postMessage({ number: last, name, args } satisfies BodyCall);
    });
  return { ask, end: () => worker.terminate() };
}
