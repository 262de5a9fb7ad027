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
  const checker = useRef<Checker | null>(null);
  useEffect(() => () => checker.current?.end(), []);
  useEffect(() => {
    if (text === null) return undefined;
    const timer = setTimeout(() => {
      checker.current ??= startChecker(setVerdict);
      checker.current.check({ text, language });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, language]);
  return verdict;
}

interface Checker {
  check: (question: Check) => void;
  end: () => void;
}

/** A worker that checks one text at a time; of those that came meanwhile only the last is checked. */
function startChecker(tell: (verdict: Verdict) => void): Checker {
  const worker = new Worker(new URL('./problem-worker.ts', import.meta.url), { type: 'module' });
  let asked: Check | null = null;
  let next: Check | null = null;
  const ask = (question: Check | null) => {
    asked = question;
    next = null;
    if (question) worker.postMessage(question);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Checked>) => {
    if (next === null && asked) tell({ text: asked.text, problem: data });
    ask(next);
  });
  return {
    check(question) {
      if (asked) next = question;
      else ask(question);
    },
    end: () => worker.terminate(),
  };
}
