'use client';
import { useState } from 'react';

/** Text that is being typed: kept in the tab until it is sent. Empty: nothing is kept. */
export function useKeptText(key: string): [string, (text: string) => void] {
  const name = `playjar:comment:${key}`;
  const [text, setText] = useState(() => read(name));
  function keep(next: string) {
    setText(next);
    try {
      if (next === '') sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, next);
    } catch {
      // Without storage it stays for as long as it is open.
    }
  }
  return [text, keep];
}

function read(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}
