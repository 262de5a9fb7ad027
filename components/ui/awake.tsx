'use client';
import { useEffect } from 'react';

/** Marks the page as one that hears what is done on it, and does what was pressed before. Put it once, around nothing. */
export function Awake() {
  useEffect(() => {
    document.documentElement.dataset.awake = '';
    (globalThis as { playjarAwake?: () => void }).playjarAwake?.();
  }, []);
  return null;
}
