import 'server-only';

const LAST = '9999-12-31T23:59:59.999Z';

/** A time as every column holds it: ISO 8601 UTC, 24 characters, so that it sorts as text. */
export function toText(time: Date): string {
  const ms = time.getTime();
  if (ms !== last.ms) last = { ms, text: time.toISOString() };
  return last.text;
}

/** A send asks for the time of the same millisecond again and again. */
let last = { ms: NaN, text: '' };

export function now(): string {
  return toText(new Date());
}

/** An expiry as a column holds it. Beyond the year 9999 ISO text grows a sign and would sort before everything. */
export function toExpiry(expires: string | null): string | null {
  if (expires === null) return null;
  const time = new Date(expires);
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999 ? LAST : toText(time);
}
