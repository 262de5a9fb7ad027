import 'server-only';
import { hashToken } from '@/lib/crypto/tokens';
import type { Database } from './database';
import type { SqlValue, Statement } from './sql';
import { toText } from './times';

/** `key` may be used `most` times within `windowMs` of its first use. It names whose use is counted, and is stored as a hash. */
export interface Allowance {
  key: string;
  most: number;
  windowMs: number;
}

/** An allowance with nothing left, and for how long. */
export interface Spent {
  allowance: Allowance;
  waitMs: number;
}

/**
 * Counts one use, in one statement, so that any number of instances keep the limit exactly. It changes no row, and so
 * undoes the write that it is part of, when there is nothing left.
 */
export function spendStatement({ key, most, windowMs }: Allowance, time = new Date()): Statement {
  const text = `INSERT INTO "Usage" ("key", "startedAt", "count") VALUES (?, ?, 1) ON CONFLICT ("key") DO UPDATE SET
    "count" = CASE WHEN "Usage"."startedAt" > ? THEN "Usage"."count" + 1 ELSE 1 END,
    "startedAt" = CASE WHEN "Usage"."startedAt" > ? THEN "Usage"."startedAt" ELSE excluded."startedAt" END
    WHERE "Usage"."startedAt" <= ? OR "Usage"."count" < ?`;
  const cutoff = toText(new Date(time.getTime() - windowMs));
  const args: SqlValue[] = [storedKey(key), toText(time), cutoff, cutoff, cutoff, most];
  return { text, args, needsRow: true };
}

/**
 * Counts one use of each, all or none.
 * @returns null when they were counted, else which of them has nothing left
 * @throws AppError `store_busy`
 */
export async function spend(db: Database, allowances: readonly Allowance[]): Promise<Spent | null> {
  const [first] = allowances;
  if (first === undefined) return null;
  const statements = inOrder(allowances).map((allowance) => spendStatement(allowance));
  if ((await db.sql.write(statements, { durable: false })) !== null) return null;
  // A window that ended just now: the next try finds a new one.
  return (await findSpent(db, allowances)) ?? { allowance: first, waitMs: 0 };
}

/** Forgets what was counted: it came to a good end. */
export async function forgive({ sql }: Database, key: string): Promise<void> {
  await sql.write([{ text: 'DELETE FROM "Usage" WHERE "key" = ?', args: [storedKey(key)] }], {
    durable: false,
  });
}

/** Takes one use back, where it turned out not to be one of those that are limited. */
export async function giveBack({ sql }: Database, key: string): Promise<void> {
  const text = 'UPDATE "Usage" SET "count" = "count" - 1 WHERE "key" = ? AND "count" > 0';
  await sql.write([{ text, args: [storedKey(key)] }], { durable: false });
}

/** Always in the same order, so that two instances never wait for each other's rows. */
export function inOrder(allowances: readonly Allowance[]): Allowance[] {
  return [...allowances].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Which of these has nothing left, and for how many ms; null when each has. */
export async function findSpent({ sql }: Database, allowances: readonly Allowance[]): Promise<Spent | null> {
  const time = Date.now();
  for (const allowance of allowances) {
    const text = 'SELECT "startedAt", "count" FROM "Usage" WHERE "key" = ?';
    const [row] = await sql.all<{ startedAt: string; count: number }>(text, [storedKey(allowance.key)]);
    const waitMs = row === undefined ? 0 : Date.parse(row.startedAt) + allowance.windowMs - time;
    if (row !== undefined && waitMs > 0 && row.count >= allowance.most) return { allowance, waitMs };
  }
  return null;
}

/** Addresses and names of accounts are nobody's business once they are counted. */
export function storedKey(key: string): string {
  return hashToken(key);
}

/** Throws away what was counted in windows that are long over. */
export async function deleteOldUsage({ sql }: Database): Promise<void> {
  const time = toText(new Date(Date.now() - 24 * 60 * 60_000));
  await sql.write([{ text: 'DELETE FROM "Usage" WHERE "startedAt" < ?', args: [time] }], { durable: false });
}
