/** Milliseconds as read by people: `0.4 ms`, `132 ms`, `4.21 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 9.95) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** Bytes in powers of a thousand: `812 B`, `2.1 kB`, `10.5 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit] ?? 'GB'}`;
}

/** `1 cookie`, `2 cookies`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Seconds from now in words of one unit: `in 59 min`, `3 days ago`, `now`. */
export function formatRelative(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 5) return 'now';
  const [amount, unit] = inUnit(size);
  return seconds < 0 ? `${amount} ${unit} ago` : `in ${amount} ${unit}`;
}

function inUnit(seconds: number): [number, string] {
  if (seconds < 90) return [Math.round(seconds), 's'];
  if (seconds < 90 * 60) return [Math.round(seconds / 60), 'min'];
  if (seconds < 36 * 3600) return [Math.round(seconds / 3600), 'h'];
  const days = Math.round(seconds / 86_400);
  return days < 730 ? [days, days === 1 ? 'day' : 'days'] : [Math.round(days / 365), 'years'];
}
