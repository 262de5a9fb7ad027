import clsx from 'clsx';
import type { StepStanding } from './run-view';

const COLOUR: Record<StepStanding, string> = {
  passed: 'text-good',
  failed: 'text-bad',
  error: 'text-bad',
  skipped: 'text-faint',
  cancelled: 'text-warn',
  running: 'text-accent',
  waiting: 'text-faint',
  notRun: 'text-faint',
};

/** How a step stands, by shape: ticked disc, crossed disc, square with a mark, ring that turns, empty ring. Decoration. */
export function StepMark({ standing, className }: { standing: StepStanding; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={clsx('size-4 shrink-0 fill-none stroke-current', COLOUR[standing], className)}
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {SHAPE[standing]}
    </svg>
  );
}

const ring = <circle cx="8" cy="8" r="6" />;
const disc = <circle cx="8" cy="8" r="7" className="fill-current stroke-none" />;
const square = <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" className="fill-current stroke-none" />;

const SHAPE: Record<StepStanding, React.ReactNode> = {
  passed: (
    <>
      {disc}
      <path className="stroke-raised" d="m4.8 8.3 2.2 2.2 4.2-4.7" />
    </>
  ),
  failed: (
    <>
      {disc}
      <path className="stroke-raised" d="m5.5 5.5 5 5m0-5-5 5" />
    </>
  ),
  error: (
    <>
      {square}
      <path className="stroke-raised" d="M8 4.5v4.2m0 2.7v.1" />
    </>
  ),
  cancelled: (
    <>
      {ring}
      <path d="m4 12 8-8" />
    </>
  ),
  skipped: (
    <>
      {ring}
      <path d="M5.5 8h5" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="6" className="opacity-30" />
      <path d="M8 2a6 6 0 0 1 6 6" className="origin-center animate-spin" />
    </>
  ),
  waiting: ring,
  notRun: <circle cx="8" cy="8" r="6" strokeDasharray="2 3" />,
};
