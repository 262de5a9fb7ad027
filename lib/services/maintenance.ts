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
  repeat(BEAT_MS, 'saying that this instance is alive', async (db) => {
    await beat(db);
    await watchDisk(db);
    const { sends, runs } = await interruptDead(db);
    if (sends + runs > 0) logger().warn({ sends, runs }, 'an instance died; what it left is interrupted');
  });
  repeat(EVERY_MS, 'housekeeping', async (db) => {
    await deleteExpiredWorkspaces(db, new Date());
    await deleteExpiredSignIns(db, new Date());
    await deleteExpiredLogins(db, new Date());
    await deleteExpiredAttempts(db, new Date());
    await sweepUploadFiles(db);
    await deleteOldAsks(db);
    await deleteOldEvents(db);
    await deleteOldChanges(db);
    await deleteOldPresences(db);
    await deleteOldUsage(db);
    await trimHistory(db, env().limits.historySends);
  });
}

/** Now, and then `ms` after each time it ended. What fails is tried again. */
function repeat(ms: number, what: string, work: (db: Database) => Promise<void>): void {
  const again = async (): Promise<void> => {
    try {
      await work(await getDatabase());
    } catch (error) {
      logger().warn({ err: error }, `${what} failed; it is tried again`);
    }
    setTimeout(() => void again(), ms).unref();
  };
  void again();
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
