'use client';
import { useEffect, useState } from 'react';
import { countdownWords } from './countdown-words';

/** How long a cookie still lives, counted down while one looks. `expires` is ISO 8601; null: until the session ends. */
export function Countdown({ expires, className }: { expires: string | null; className?: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (expires === null) return;
    const left = Date.parse(expires) - Date.now();
    if (left > 48 * 3_600_000 || left < 0) return;
    const timer = setInterval(() => setNow(Date.now()), left > 3_600_000 ? 30_000 : 1_000);
    return () => clearInterval(timer);
  }, [expires]);
  if (expires === null) return <span className={className}>session</span>;
  return (
    <time dateTime={expires} title={new Date(expires).toLocaleString()} className={className}>
      {countdownWords((Date.parse(expires) - now) / 1000)}
    </time>
  );
}
