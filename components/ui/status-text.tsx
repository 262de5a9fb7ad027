import clsx from 'clsx';
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'good' | 'moved' | 'warn' | 'bad';

const COLOUR = {
  neutral: 'text-muted',
  good: 'text-good',
  moved: 'text-moved',
  warn: 'text-warn',
  bad: 'text-bad',
} satisfies Record<Tone, string>;

/** The tone of an HTTP status class; null is a send without a response. */
export function statusTone(status: number | null): Tone {
  if (status === null) return 'bad';
  if (status < 200) return 'neutral';
  if (status < 300) return 'good';
  if (status < 400) return 'moved';
  return status < 500 ? 'warn' : 'bad';
}

/** An HTTP status with a shape per class, so that it reads without colour: ● 2xx, ▸ 3xx, ▲ 4xx, ■ 5xx. */
export function StatusText({
  status,
  reason,
  className,
}: {
  status: number;
  reason?: string;
  className?: string;
}) {
  const tone = statusTone(status);
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 font-mono whitespace-nowrap',
        COLOUR[tone],
        className,
      )}
    >
      <StatusShape tone={tone} />
      <span>
        {status}
        {reason ? ` ${reason}` : ''}
      </span>
    </span>
  );
}

/** The shape alone, as decoration. */
export function StatusShape({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <svg
      viewBox="0 0 10 10"
      aria-hidden="true"
      className={clsx('size-2 shrink-0 fill-current', COLOUR[tone], className)}
    >
      {SHAPES[tone]}
    </svg>
  );
}

const SHAPES: Record<Tone, ReactNode> = {
  neutral: <path d="M1 4h8v2H1z" />,
  good: <circle cx="5" cy="5" r="4.5" />,
  moved: <path d="M1.5.5 9.5 5l-8 4.5z" />,
  warn: <path d="M5 .5 9.8 9.5H.2z" />,
  bad: <path d="M.5.5h9v9h-9z" />,
};
