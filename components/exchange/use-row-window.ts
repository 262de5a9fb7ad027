'use client';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

const AROUND = 20;

export interface RowWindow {
  scroller: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** the rows to draw: `[first, last)` */
  first: number;
  last: number;
  /** how many rows fit the view */
  fits: number;
  /** scrolls as little as it takes to see a row; `middle`: into the middle, unless it is in view */
  show: (index: number, place?: 'near' | 'middle') => void;
}

/**
 * The part of a long list that is in view, for rows of one height (px). No work depends on how many rows there are,
 * which a list that measures its rows cannot promise for hundreds of thousands.
 */
export function useRowWindow(count: number, height: number): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, fits: 40 });
  const look = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const top = Math.floor(box.scrollTop / height);
    const fits = Math.max(1, Math.floor(box.clientHeight / height));
    setView((old) => (old.top === top && old.fits === fits ? old : { top, fits }));
  }, [height]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(look);
    observer.observe(box);
    return () => observer.disconnect();
  }, [look]);
  const show = useCallback(
    (index: number, place: 'near' | 'middle' = 'near') => {
      const box = scroller.current;
      if (!box) return;
      const [top, bottom] = [index * height, (index + 1) * height];
      const [from, to] = [box.scrollTop, box.scrollTop + box.clientHeight];
      if (top >= from && bottom <= to) return;
      if (place === 'middle') box.scrollTop = top - box.clientHeight / 2;
      else box.scrollTop = top < from ? top : bottom - box.clientHeight;
      look();
    },
    [height, look],
  );
  const first = Math.max(0, Math.min(view.top, count) - AROUND);
  const last = Math.min(count, view.top + view.fits + 1 + AROUND);
  return { scroller, onScroll: look, first, last, fits: view.fits, show };
}
