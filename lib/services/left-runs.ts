import 'server-only';
import { logger } from '@/lib/log';

/** A page that is loaded again has asked for its run within this; a tab that was closed never does. */
const GRACE_MS = 700;

/** Runs whose page went away a moment ago. One registry, though Next bundles a module once per kind of door. */
const shared = globalThis as typeof globalThis & { playjarLeft?: Map<string, NodeJS.Timeout> };
function registry(): Map<string, NodeJS.Timeout> {
  return (shared.playjarLeft ??= new Map());
}

/** The page that showed a run is gone: the run is cancelled unless someone reads it in the next moment. */
export function leaveRun(id: string, cancel: () => Promise<unknown>): void {
  const left = registry();
  clearTimeout(left.get(id));
  const give = (): void => {
    left.delete(id);
    cancel().catch((error: unknown) => logger().warn({ err: error, runId: id }, 'a left run goes on'));
  };
  left.set(id, setTimeout(give, GRACE_MS));
}

/** Someone reads or watches a run: it is not left. */
export function stayWithRun(id: string): void {
  const left = registry();
  clearTimeout(left.get(id));
  left.delete(id);
}
