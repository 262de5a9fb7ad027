'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from './icon-button';

/** Copies `text`; says so for a moment. */
export function CopyButton({
  text,
  label = 'Copy',
  className = '',
}: {
  /** a function when the text must first be fetched */
  text: string | (() => Promise<string>);
  label?: string;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  async function copy() {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), 1500);
  }
  return (
    <IconButton label={copied ? 'Copied' : label} className={className} onClick={() => void copy()}>
      {copied ? (
        <Check aria-hidden="true" className="text-good size-4" />
      ) : (
        <Copy aria-hidden="true" className="size-4" />
      )}
    </IconButton>
  );
}
