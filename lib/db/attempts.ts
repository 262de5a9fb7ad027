import 'server-only';
import { hashToken } from '@/lib/crypto/tokens';
import type { Database } from './database';
import { toText } from './times';

/** How often something may be tried in a stretch of time, which begins with the first try. */
export interface AttemptLimit {
  most: number;
  windowMs: number;
}

const COUNT = `INSERT INTO "Usage" ("key", "startedAt", "count") VALUES (?, ?, 1)
  ON CONFLICT ("key") DO UPDATE SET
    "count" = CASE WHEN "Usage"."startedAt" > ? THEN "Usage"."count" + 1 ELSE 1 END,
    "startedAt" = CASE WHEN "Usage"."startedAt" > ? THEN "Usage"."startedAt" ELSE excluded."startedAt" END`;

/**
 * Counts one try under what is tried and by whom, for all instances alike; exact under races. The names are stored as a
 * hash.
 * @returns seconds until there is one left again; 0 while there is
 */
export async function countAttempt(
  { sql }: Database,
  names: readonly string[],
  { most, windowMs }: AttemptLimit,
): Promise<number> {
  const key = keyOf(names);
  const time = Date.now();
  const cutoff = toText(new Date(time - windowMs));
  const args = [key, toText(new Date(time)), cutoff, cutoff];
  await sql.write([{ text: COUNT, args }], { durable: false });
  const text = 'SELECT "startedAt", "count" FROM "Usage" WHERE "key" = ?';
  const [row] = await sql.all<{ startedAt: string; count: number }>(text, [key]);
  if (row === undefined || row.count <= most) return 0;
  return Math.max(1, Math.ceil((Date.parse(row.startedAt) + windowMs - time) / 1000));
}

/** Begins anew: what was counted came to a good end. */
export async function forgetAttempts({ sql }: Database, names: readonly string[]): Promise<void> {
  await sql.write([{ text: 'DELETE FROM "Usage" WHERE "key" = ?', args: [keyOf(names)] }], {
    durable: false,
  });
}

function keyOf(names: readonly string[]): string {
  return hashToken(names.join('\n'));
}
