'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** `14:05` where the reader is; until the page is alive, in UTC. `iso` is ISO 8601. */
export function ClockTime({ iso, className }: { iso: string; className?: string }) {
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const here = new Date(iso);
  const words = alive
    ? here.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : iso.slice(11, 16);
  return (
    <time dateTime={iso} title={here.toUTCString()} className={className}>
      {words}
    </time>
  );
}
