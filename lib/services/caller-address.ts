import 'server-only';
import type { AsyncLocalStorage } from 'node:async_hooks';

const KEY = Symbol.for('playjar.callerAddress');

/**
 * The address that the request under way came from, as `npm start` saw it on the connection (lib/commands/listen.mjs);
 * null where nothing was under way, and in `npm run dev`. No header of the caller's has a say in it.
 */
export function callerAddress(): string | null {
  const storage = (globalThis as { [KEY]?: AsyncLocalStorage<string> })[KEY];
  return storage?.getStore() ?? null;
}
