'use client';
import clsx from 'clsx';
import { useId, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';

export interface SplitPaneProps {
  /** side by side (`columns`) or one above the other (`rows`) */
  direction: 'columns' | 'rows';
  /** share of the first pane, in percent */
  value: number;
  onChange: (value: number) => void;
  label: string;
  first: ReactNode;
  second: ReactNode;
  min?: number;
  max?: number;
  className?: string;
}

/** Two panes and a separator that pointer and arrow keys move; double click puts it back to the middle. */
export function SplitPane(props: SplitPaneProps) {
  const { direction, value, onChange, label, first, second, min = 20, max = 80, className } = props;
  const box = useRef<HTMLDivElement>(null);
  const [dragging, setDragging] = useState(false);
  const id = useId();
  const columns = direction === 'columns';
  const clamp = (percent: number) => Math.round(Math.min(max, Math.max(min, percent)) * 10) / 10;

  function onPointerMove(event: PointerEvent) {
    const rect = box.current?.getBoundingClientRect();
    if (!dragging || !rect) return;
    const share = columns
      ? (event.clientX - rect.left) / rect.width
      : (event.clientY - rect.top) / rect.height;
    onChange(clamp(share * 100));
  }
  function onKeyDown(event: KeyboardEvent) {
    const next = nextValue(event.key, columns, value, min, max);
    if (next === null) return;
    event.preventDefault();
    onChange(clamp(next));
  }
  return (
    <div ref={box} className={clsx('flex min-h-0 min-w-0', columns ? 'flex-row' : 'flex-col', className)}>
      <div id={id} className="flex min-h-0 min-w-0 flex-col" style={{ flex: `${value} 1 0` }}>
        {first}
      </div>
      <div
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={columns ? 'vertical' : 'horizontal'}
        aria-controls={id}
        aria-valuenow={Math.round(value)}
        aria-valuemin={min}
        aria-valuemax={max}
        onKeyDown={onKeyDown}
        onDoubleClick={() => onChange(50)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
        }}
        onPointerMove={onPointerMove}
        onLostPointerCapture={() => setDragging(false)}
        className={clsx(
          'bg-line hover:bg-accent focus-visible:bg-accent relative z-10 shrink-0 touch-none transition-colors',
          dragging && 'bg-accent',
          columns
            ? 'w-px cursor-col-resize before:absolute before:-inset-x-1 before:inset-y-0'
            : 'h-px cursor-row-resize before:absolute before:inset-x-0 before:-inset-y-1',
        )}
      />
      <div className="flex min-h-0 min-w-0 flex-col" style={{ flex: `${100 - value} 1 0` }}>
        {second}
      </div>
    </div>
  );
}

const STEP = 4;
function nextValue(key: string, columns: boolean, value: number, min: number, max: number): number | null {
  if (key === (columns ? 'ArrowLeft' : 'ArrowUp')) return value - STEP;
  if (key === (columns ? 'ArrowRight' : 'ArrowDown')) return value + STEP;
  if (key === 'Home') return min;
  return key === 'End' ? max : null;
}
