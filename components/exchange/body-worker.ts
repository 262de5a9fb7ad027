import { bodyDocument, type BodyCalls } from './body-document';

/** One call from the page: which, with what, and the number that its answer carries. */
export interface BodyCall {
  number: number;
  name: keyof BodyCalls;
  args: unknown[];
}
export type BodyAnswer = { number: number } & ({ result: unknown } | { error: string });

const calls = bodyDocument() as unknown as Record<string, (...args: unknown[]) => unknown>;

self.addEventListener('message', ({ data }: MessageEvent<BodyCall>) => void answer(data));

async function answer({ number, name, args }: BodyCall): Promise<void> {
  try {
    postMessage({ number, result: await calls[name]?.(...args) } satisfies BodyAnswer);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : 'The body could not be read.';
    postMessage({ number, error: sentence } satisfies BodyAnswer);
  }
}
