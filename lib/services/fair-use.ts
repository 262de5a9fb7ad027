import 'server-only';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '@/lib/db/database';
import { findSpent, spend, type Allowance, type Spent } from '@/lib/db/usage';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { callerAddress } from './caller-address';
import type { Member } from './member';
import { crowded } from './places';

const MINUTE_MS = 60_000;
/** An address has many people behind it at times. */
const ADDRESS_SIGN_INS = 10;

/** Next bundles a module once per kind of door; these are the same for all of them. */
const shared = globalThis as typeof globalThis & {
  playjarDiskIsLow?: boolean;
  /** when allowances that had nothing left will have some again, by key; Date.now() */
  playjarSpentUntil?: Map<string, number>;
};
const spentUntil = (): Map<string, number> => (shared.playjarSpentUntil ??= new Map());
const MOST_REMEMBERED = 10_000;

/** What a send of this member counts against; what has no limit is not counted. */
export function sendAllowances({ workspaceId, userId }: Member): Allowance[] {
  const { sendsPerMinute, addressSendsPerMinute } = env().limits;
  const all: [string, string | null, number][] = [
    ['workspace', workspaceId, sendsPerMinute],
    ['member', userId, sendsPerMinute],
    ['address', callerAddress(), addressSendsPerMinute],
  ];
  return all.flatMap(([kind, id, most]) =>
    id === null || most === Infinity ? [] : [{ key: `send:${kind}:${id}`, most, windowMs: MINUTE_MS }],
  );
}

/** Refuses what the disk has no room for. @throws AppError `store_full` */
export function refuseWhenFull(): void {
  if (shared.playjarDiskIsLow !== true) return;
  throw new AppError(
    'store_full',
    'The disk of this server is nearly full. Nothing was sent; what is stored is intact. Delete history, or give it more room.',
  );
}

/**
 * Refuses again who was refused before and whose minute is not over, without asking the database: whoever goes on
 * knocking must cost the others nothing.
 * @throws AppError `rate_limited`
 */
export function refuseWhenSpent(allowances: readonly Allowance[]): void {
  const spent = stillSpent(allowances);
  if (spent !== null) throw tooMany(spent);
}

/** Why the database refused a send, in words. */
export async function whyRefused(db: Database, allowances: readonly Allowance[]): Promise<AppError> {
  const spent = await findSpent(db, allowances);
  if (spent === null) return crowded({ kind: 'workspace', most: env().limits.sendsAtOnce });
  remember(spent);
  return tooMany(spent);
}

/** What is known here to have nothing left. */
function stillSpent(allowances: readonly Allowance[]): Spent | null {
  for (const allowance of allowances) {
    const waitMs = (spentUntil().get(allowance.key) ?? 0) - Date.now();
    if (waitMs > 0) return { allowance, waitMs };
  }
  return null;
}

function remember({ allowance, waitMs }: Spent): void {
  if (spentUntil().size >= MOST_REMEMBERED) spentUntil().clear();
  spentUntil().set(allowance.key, Date.now() + waitMs);
}

function tooMany({ allowance, waitMs }: Spent): AppError {
  const whose = allowance.key.split(':')[1] ?? 'workspace';
  const retryAfter = secondsToWait(waitMs);
  const message = `This ${whose} sent ${allowance.most} requests within a minute, which is what it may. Nothing was sent; try again in ${retryAfter} s.`;
  return new AppError('rate_limited', message, { retryAfter });
}

/** What `Retry-After` says: whole seconds, one at least. */
export function secondsToWait(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}

/** Refuses a run of more steps than one may have. @throws AppError `invalid_request` */
export function refuseTooManySteps(count: number): void {
  const most = env().limits.steps;
  if (count <= most) return;
  throw new AppError(
    'invalid_request',
    `One run has ${most} steps at most here, and this would have ${count}. Run them in parts, with fromStep and toStep.`,
  );
}

/**
 * Counts an attempt to sign in as `account`, or with null to make an account: of an address alone, so that nobody can
 * shut another's account by pretending to make it.
 * @throws AppError `rate_limited`
 */
export async function countSignIn(db: Database, account: string | null): Promise<void> {
  const most = env().limits.signInsPerMinute;
  const address = callerAddress();
  const allowances: Allowance[] = [];
  if (account !== null) allowances.push({ key: `login:account:${account}`, most, windowMs: MINUTE_MS });
  if (address !== null)
    allowances.push({ key: `login:address:${address}`, most: most * ADDRESS_SIGN_INS, windowMs: MINUTE_MS });
  const spent = stillSpent(allowances) ?? (await spend(db, allowances));
  if (spent === null) return;
  remember(spent);
  const message = 'There were too many attempts to sign in or up. Wait a minute, then try again.';
  throw new AppError('rate_limited', message, { retryAfter: secondsToWait(spent.waitMs) });
}

/** Looks how much room there is beside an SQLite database; a server's disk is its own affair. */
export async function watchDisk(db: Database): Promise<void> {
  if (db.kind !== 'sqlite') return;
  const { bavail, bsize } = await statfs(path.dirname(db.url.slice('file:'.length)));
  shared.playjarDiskIsLow = bavail * bsize < env().limits.freeDiskBytes;
}
