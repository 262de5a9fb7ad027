'use client';
import clsx from 'clsx';
import { useRef, useState } from 'react';

export interface ResizerProps {
  label: string;
  /** id of what it makes wider */
  controls: string;
  /** px */
  value: number;
  least: number;
  most: number;
  /** a double click goes back to this */
  usual: number;
  onChange: (value: number) => void;
  className?: string;
}

const STEP = 16;

/** The right edge of a column: pointer and arrow keys move it. */
export function Resizer({ label, controls, value, least, most, usual, onChange, className }: ResizerProps) {
  const from = useRef({ x: 0, value });
  const [dragging, setDragging] = useState(false);
  const set = (width: number) => onChange(Math.round(Math.min(most, Math.max(least, width))));
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      onDoubleClick={() => set(usual)}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        set(value + by);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, value };
        setDragging(true);
      }}
      onPointerMove={(event) => dragging && set(from.current.value + event.clientX - from.current.x)}
      onLostPointerCapture={() => setDragging(false)}
      className={clsx(
        'bg-line hover:bg-accent focus-visible:bg-accent relative z-10 w-px shrink-0 cursor-col-resize touch-none transition-colors',
        'before:absolute before:-inset-x-1 before:inset-y-0',
        dragging && 'bg-accent',
        className,
      )}
    />
  );
}
