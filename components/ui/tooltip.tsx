'use client';
import { useEffect, useRef, type ReactNode } from 'react';

const DELAY_MS = 450;

/**
 * Shows `text` under its only child on hover and keyboard focus. It is decoration for eyes: the child must carry
 * its own accessible name. Escape hides it (WCAG 1.4.13); the top layer keeps panes from clipping it.
 */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  const wrap = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function hide() {
    clearTimeout(timer.current);
    if (tip.current?.matches(':popover-open')) tip.current.hidePopover();
  }
  function show() {
    const target = wrap.current?.firstElementChild;
    if (!target || !tip.current) return;
    if (!tip.current.matches(':popover-open')) tip.current.showPopover();
    place(tip.current, target.getBoundingClientRect());
  }
  function showSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(show, DELAY_MS);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <span
      ref={wrap}
      className="contents"
      onPointerEnter={(event) => event.pointerType === 'mouse' && showSoon()}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && showSoon()}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      <span
        ref={tip}
        popover="manual"
        aria-hidden="true"
        className="border-line bg-raised text-ink shadow-lift pointer-events-none fixed m-0 max-w-72 rounded-sm border px-2 py-0.5 text-sm"
      >
        {text}
      </span>
    </span>
  );
}

function place(tip: HTMLElement, target: DOMRect) {
  const gap = 6;
  const width = tip.offsetWidth;
  const left = Math.max(gap, Math.min(target.left + target.width / 2 - width / 2, innerWidth - width - gap));
  const below = target.bottom + gap;
  const top = below + tip.offsetHeight > innerHeight ? target.top - gap - tip.offsetHeight : below;
  tip.style.inset = `${top}px auto auto ${left}px`;
}
