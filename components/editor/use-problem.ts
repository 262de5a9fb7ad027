'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import { problemOf, type EditorLanguage, type Problem } from './problem';
import type { Check, Checked } from './problem-worker';

const SMALL = 20_000;
const PAUSE_MS = 300;

export interface Verdict {
  /** the text that was checked */
  text: string;
  problem: Problem | null;
}

/**
 * What is wrong with a text: at once while it is short, and else after a pause in typing and off the main thread, since
 * reading a megabyte takes longer than a key press may.
 */
export function useProblem(text: string, language: EditorLanguage): Verdict {
  const small = text.length < SMALL;
  const atOnce = useMemo(() => (small ? problemOf(text, language) : null), [small, text, language]);
  const late = useLateProblem(small ? null : text, language);
  return small ? { text, problem: atOnce } : late;
}

function useLateProblem(text: string | null, language: EditorLanguage): Verdict {
  const [verdict, setVerdict] = useState<Verdict>({ text: '', problem: null });
  const worker = useRef<Worker | null>(null);
  useEffect(() => () => worker.current?.terminate(), []);
  useEffect(() => {
    if (text === null) return undefined;
    let over = false;
    const timer = setTimeout(() => {
      const take = (problem: Checked) => over || setVerdict({ text, problem });
      // A worker has no parser of XML.
      if (language === 'xml') return take(problemOf(text, language));
      worker.current?.terminate();
      worker.current = new Worker(new URL('./problem-worker.ts', import.meta.url), { type: 'module' });
      worker.current.addEventListener('message', ({ data }: MessageEvent<Checked>) => take(data));
      worker.current.postMessage({ text, language } satisfies Check);
      return undefined;
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text, language]);
  return verdict;
}
