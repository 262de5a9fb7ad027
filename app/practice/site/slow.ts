import { setTimeout } from 'node:timers/promises';
import { json } from './answer';

const LONGEST_MS = 10_000;

/** GET /practice/slow?ms=: answers after that many milliseconds, 1,000 unless told, 10,000 at most. */
export async function slow(request: Request): Promise<Response> {
  const wanted = Number(new URL(request.url).searchParams.get('ms') ?? 1000);
  const ms = Number.isFinite(wanted) ? Math.min(Math.max(wanted, 0), LONGEST_MS) : 1000;
  // Whoever went away need not be waited for.
  await setTimeout(ms, undefined, { signal: request.signal }).catch(() => undefined);
  return json(200, { waitedMs: ms });
}
