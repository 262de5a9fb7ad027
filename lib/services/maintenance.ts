import 'server-only';
import { getDatabase, type Database } from '@/lib/db/database';
import { beat, BEAT_MS, interruptDead, leave } from '@/lib/db/instances';
import { deleteOldAsks } from '@/lib/db/live-asks';
import { deleteOldEvents } from '@/lib/db/live-events';
import { deleteOldPresences } from '@/lib/db/presences';
import { deleteOldChanges } from '@/lib/db/workspace-changes';
import { deleteExpiredLogins } from '@/lib/db/logins';
import { deleteExpiredAttempts } from '@/lib/db/sign-in-attempts';
import { deleteExpiredSignIns } from '@/lib/db/sign-ins';
import { sweepUploadFiles } from '@/lib/db/upload-files';
import { trimHistory } from '@/lib/db/history';
import { deleteOldUsage } from '@/lib/db/usage';
import { deleteExpiredWorkspaces } from '@/lib/db/workspaces';
import { env } from '@/lib/env';
import { logger } from '@/lib/log';
import { serveOtherInstances } from './elsewhere';
import { watchDisk } from './fair-use';
import { drain } from './live';

const EVERY_MS = 60_000;
/** Until what was interrupted is written down. */
const LAST_MS = 3_000;

/**
 * Keeps house for as long as the process lives, safe with several instances: says that this one is alive, marks as
 * interrupted what a dead one left behind, and throws away what nobody will ask for any more.
 */
export function startMaintenance(): void {
  serveOtherInstances();
  repeat(BEAT_MS, [beat, watchDisk, markDead]);
  repeat(EVERY_MS, [
    (db) => deleteExpiredWorkspaces(db, new Date()),
    (db) => deleteExpiredSignIns(db, new Date()),
    (db) => deleteExpiredLogins(db, new Date()),
    (db) => deleteExpiredAttempts(db, new Date()),
    (db) => sweepUploadFiles(db),
    deleteOldAsks,
    deleteOldEvents,
    deleteOldChanges,
    deleteOldPresences,
    deleteOldUsage,
    (db) => trimHistory(db, env().limits.historySends),
  ]);
}

async function markDead(db: Database): Promise<void> {
  const { sends, runs } = await interruptDead(db);
  if (sends + runs > 0) logger().warn({ sends, runs }, 'an instance died; what it left is interrupted');
}

type Chore = (db: Database) => Promise<unknown>;

/** Now, and then `ms` after each time they were done. */
function repeat(ms: number, chores: readonly Chore[]): void {
  const again = async (): Promise<void> => {
    await doChores(getDatabase, chores);
    setTimeout(() => void again(), ms).unref();
  };
  void again();
}

/** Does each of these in turn. One that fails keeps none of the others from being done, and has its turn again the next time. */
export async function doChores(open: () => Promise<Database>, chores: readonly Chore[]): Promise<void> {
  for (const chore of chores) {
    try {
      await chore(await open());
    } catch (error) {
      logger().warn({ err: error }, 'a part of the housekeeping failed; it is tried again');
    }
  }
}

/**
 * For a server that was told to stop: lets sends and runs finish for `ms`, interrupts the rest, and leaves the database
 * whole.
 */
export async function endWell(ms: number): Promise<void> {
  const rest = await drain(ms, LAST_MS);
  if (rest > 0) logger().warn({ rest }, 'stopped before these were over; they are interrupted');
  const db = await getDatabase();
  await leave(db);
}
