import 'server-only';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '@/lib/db/database';
import { findSpent, spend, type Allowance } from '@/lib/db/usage';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { callerAddress } from './caller-address';
import { countUnderWay } from './live';
import type { Member } from './member';

const MINUTE_MS = 60_000;
/** An address has many people behind it at times. */
const ADDRESS_SIGN_INS = 10;

/** Next bundles a module once per kind of door; the disk has one state for all of them. */
const shared = globalThis as typeof globalThis & { playjarDiskIsLow?: boolean };

/** What a send of this member counts against; what has no limit is not counted. */
export function sendAllowances({ workspaceId, userId }: Member): Allowance[] {
  const { sendsPerMinute, addressSendsPerMinute } = env().fairUse;
  const address = callerAddress();
  const all: [string, string | null, number][] = [
    ['workspace', workspaceId, sendsPerMinute],
    ['member', userId, sendsPerMinute],
    ['address', address, addressSendsPerMinute],
  ];
  return all.flatMap(([kind, id, most]) =>
    id === null || most === Infinity ? [] : [{ key: `send:${kind}:${id}`, most, windowMs: MINUTE_MS }],
  );
}

/** Refuses what this process or its disk has no room for. @throws AppError `rate_limited`, `store_full` */
export function refuseWhenCrowded(): void {
  if (shared.playjarDiskIsLow === true) {
    throw new AppError(
      'store_full',
      'The disk of this server is nearly full. Nothing was sent; what is stored is intact. Delete history, or give it more room.',
    );
  }
  if (countUnderWay() >= env().fairUse.processSendsAtOnce) {
    const message =
      'This server has as many sends under way as it takes. Nothing was sent; try again in a moment.';
    throw new AppError('rate_limited', message, { retryAfter: 1 });
  }
}

/** Why a send was refused, in words. */
export async function whyRefused(db: Database, allowances: readonly Allowance[]): Promise<AppError> {
  const spent = await findSpent(db, allowances);
  if (spent) {
    const whose = spent.allowance.key.split(':')[1] ?? 'workspace';
    const message = `This ${whose} sent ${spent.allowance.most} requests within a minute, which is what it may. Nothing was sent; try again later.`;
    return new AppError('rate_limited', message, { retryAfter: Math.ceil(spent.waitMs / 1000) });
  }
  const { sendsAtOnce } = env().fairUse;
  const message = `This workspace has ${sendsAtOnce} sends under way, which is what it may. Nothing was sent; wait for one to end, or cancel one.`;
  return new AppError('rate_limited', message, { retryAfter: 1 });
}

/** Counts an attempt to sign in as `account`. @throws AppError `rate_limited` */
export async function countSignIn(db: Database, account: string): Promise<void> {
  const most = env().fairUse.signInsPerMinute;
  const address = callerAddress();
  const allowances = [{ key: `login:account:${account}`, most, windowMs: MINUTE_MS }];
  if (address !== null)
    allowances.push({ key: `login:address:${address}`, most: most * ADDRESS_SIGN_INS, windowMs: MINUTE_MS });
  if (await spend(db, allowances)) return;
  const spent = await findSpent(db, allowances);
  const message = 'There were too many attempts to sign in. Wait a minute, then try again.';
  throw new AppError('rate_limited', message, { retryAfter: Math.ceil((spent?.waitMs ?? MINUTE_MS) / 1000) });
}

/** Looks how much room there is beside an SQLite database; a server's disk is its own affair. */
export async function watchDisk(db: Database): Promise<void> {
  if (db.kind !== 'sqlite') return;
  const { bavail, bsize } = await statfs(path.dirname(db.url.slice('file:'.length)));
  shared.playjarDiskIsLow = bavail * bsize < env().fairUse.freeDiskBytes;
}
