import 'server-only';
import { getDatabase } from '@/lib/db/database';
import { interruptRunning } from '@/lib/db/exchanges';
import { interruptRuns } from '@/lib/db/runs';
import { deleteExpiredLogins } from '@/lib/db/logins';
import { deleteExpiredSignIns } from '@/lib/db/sign-ins';
import { sweepUploadFiles } from '@/lib/db/upload-files';
import { deleteExpiredWorkspaces } from '@/lib/db/workspaces';
import { env } from '@/lib/env';
import { logger } from '@/lib/log';

const EVERY_MS = 60_000;
/** No run is under way for longer. */
const RUN_MS = 60 * 60_000;

/**
 * Keeps house for as long as the process lives: replays past their hour are thrown away, files that
 * nobody's upload names any more are removed, and a send that has outlived
 * every deadline belongs to a process that died, so it is marked interrupted. Safe with several instances.
 */
export function startMaintenance(): void {
  void keepHouse();
  setInterval(() => void keepHouse(), EVERY_MS).unref();
}

async function keepHouse(): Promise<void> {
  try {
    const db = await getDatabase();
    await deleteExpiredWorkspaces(db, new Date());
    await deleteExpiredSignIns(db, new Date());
    await deleteExpiredLogins(db, new Date());
    await sweepUploadFiles(db);
    const { totalMs, socketMs } = env().limits;
    await interruptRunning(db, new Date(Date.now() - totalMs - socketMs - EVERY_MS));
    await interruptRuns(db, new Date(Date.now() - RUN_MS));
  } catch (error) {
    logger().warn({ err: error }, 'housekeeping failed; it is tried again in a minute');
  }
}
