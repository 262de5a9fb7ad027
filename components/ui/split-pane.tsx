'use client';
import clsx from 'clsx';
import { useId, useRef, useState, useSyncExternalStore, type PointerEvent, type ReactNode } from 'react';

type SplitDirection = 'auto' | 'columns' | 'rows';

export interface SplitPaneProps {
  /** `auto`: side by side from 1280 px on, else one above the other */
  direction: SplitDirection;
  /** share of the first pane, in percent */
  value: number;
  onChange: (value: number) => void;
  label: string;
  first: ReactNode;
  second: ReactNode;
  /** the one pane that phones show */
  solo: 'first' | 'second' | 'none';
  className?: string;
}

const MIN = 20;
const MAX = 80;
const STEP = 4;
const WIDE = '(width >= 80rem)';

/** Two panes and a separator that pointer and arrow keys move; double click puts it back to the middle. */
export function SplitPane({
  direction,
  value,
  onChange,
  label,
  first,
  second,
  solo,
  className,
}: SplitPaneProps) {
  const box = useRef<HTMLDivElement>(null);
  const [dragging, setDragging] = useState(false);
  const id = useId();
  const wide = useSyncExternalStore(
    watchWidth,
    () => matchMedia(WIDE).matches,
    () => false,
  );
  const columns = direction === 'auto' ? wide : direction === 'columns';
  const style = BY_DIRECTION[direction];

  function drag(event: PointerEvent) {
    const rect = box.current?.getBoundingClientRect();
    if (!dragging || !rect) return;
    const share = columns
      ? (event.clientX - rect.left) / rect.width
      : (event.clientY - rect.top) / rect.height;
    onChange(clamp(share * 100));
  }
  return (
    <div ref={box} className={clsx('flex min-h-0 min-w-0 flex-col', style.box, className)}>
      <div
        id={id}
        data-pane
        className={clsx('flex min-h-0 min-w-0 flex-col', solo !== 'first' && 'max-md:hidden')}
        style={{ flex: `${value} 1 0` }}
      >
        {first}
      </div>
      <div
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={columns ? 'vertical' : 'horizontal'}
        aria-controls={id}
        aria-valuenow={Math.round(value)}
        aria-valuemin={MIN}
        aria-valuemax={MAX}
        onKeyDown={(event) => {
          const next = nextValue(event.key, value);
          if (next === null) return;
          event.preventDefault();
          onChange(clamp(next));
        }}
        onDoubleClick={() => onChange(50)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
        }}
        onPointerMove={drag}
        onLostPointerCapture={() => setDragging(false)}
        className={clsx(
          'bg-line hover:bg-accent focus-visible:bg-accent relative z-10 shrink-0 touch-none transition-colors before:absolute max-md:hidden',
          dragging && 'bg-accent',
          style.bar,
        )}
      />
      <div
        data-pane
        className={clsx('flex min-h-0 min-w-0 flex-col', solo !== 'second' && 'max-md:hidden')}
        style={{ flex: `${100 - value} 1 0` }}
      >
        {second}
      </div>
    </div>
  );
}

const LYING = 'h-px w-full cursor-row-resize before:inset-x-0 before:-inset-y-1';
const BY_DIRECTION: Record<SplitDirection, { box: string; bar: string }> = {
  rows: { box: '', bar: LYING },
  columns: { box: 'md:flex-row', bar: 'h-full w-px cursor-col-resize before:inset-y-0 before:-inset-x-1' },
  auto: {
    box: 'xl:flex-row',
    bar: `${LYING} xl:h-full xl:w-px xl:cursor-col-resize xl:before:inset-y-0 xl:before:-inset-x-1`,
  },
};

function clamp(percent: number): number {
  return Math.round(Math.min(MAX, Math.max(MIN, percent)) * 10) / 10;
}

function nextValue(key: string, value: number): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowUp') return value - STEP;
  if (key === 'ArrowRight' || key === 'ArrowDown') return value + STEP;
  if (key === 'Home') return MIN;
  return key === 'End' ? MAX : null;
}

function watchWidth(onChange: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
