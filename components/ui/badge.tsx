import clsx from 'clsx';
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'accent' | 'good' | 'moved' | 'warn' | 'bad';

const TONE: Record<Tone, string> = {
  neutral: 'bg-hover text-muted',
  accent: 'bg-accent-wash text-accent',
  good: 'bg-good-wash text-good',
  moved: 'bg-moved-wash text-moved',
  warn: 'bg-warn-wash text-warn',
  bad: 'bg-bad-wash text-bad',
};

/** A word in a small box. The word carries the meaning, the colour only repeats it. */
export function Badge({
  tone = 'neutral',
  className,
  children,
}: {
  tone?: Tone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center rounded-sm px-1.5 text-sm whitespace-nowrap',
        TONE[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
