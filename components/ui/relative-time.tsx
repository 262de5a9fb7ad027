'use client';
import { useSyncExternalStore } from 'react';
import { formatRelative } from './quantity';

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}
/** One clock for the page: every relative time moves together, every 20 s. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, 20_000);
  // What was just made is newer than the last tick, and would stand in the future.
  if (Date.now() - now > 1000) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** A time relative to now, with the exact one on hover. `iso` is ISO 8601. */
export function RelativeTime({ iso, className }: { iso: string; className?: string }) {
  const current = useSyncExternalStore(
    subscribe,
    () => now,
    () => null,
  );
  const at = Date.parse(iso);
  const words = current === null ? iso.slice(0, 10) : formatRelative((at - Math.max(current, now)) / 1000);
  return (
    <time dateTime={iso} title={iso.replace('T', ' ')} className={className}>
      {words}
    </time>
  );
}
