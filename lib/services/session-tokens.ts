import 'server-only';
import * as store from '@/lib/db/oauth-tokens';
import type { TokenStore } from '@/lib/engine/auth/token-store';
import { AppError } from '@/lib/errors';
import type { Member } from './member';

/** Next bundles a module once per kind of door; who waits for whom must be known once per process all the same. */
const shared = globalThis as typeof globalThis & { playjarTokenTurns?: Map<string, Promise<unknown>> };
function turns(): Map<string, Promise<unknown>> {
  return (shared.playjarTokenTurns ??= new Map());
}

/** The OAuth 2 tokens of one session, sealed in the database. A fork begins without any: it asks for its own. */
export function tokensOf(member: Member, sessionId: string): TokenStore {
  return {
    load: (key) => store.findOAuthToken(member.scope, sessionId, key),
    async save(key, token) {
      try {
        if (token) await store.saveOAuthToken(member.scope, sessionId, key, token);
        else await store.deleteOAuthTokens(member.scope, sessionId, key);
      } catch (error) {
        // the session was deleted meanwhile, and its tokens with it
        if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
      }
    },
    exclusively: (key, work) => inTurn(`${sessionId} ${key}`, work),
  };
}

function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = turns().get(name) ?? Promise.resolve();
  const turn = before.then(work);
  const over = turn.then(ignore, ignore);
  turns().set(name, over);
  void over.then(() => {
    if (turns().get(name) === over) turns().delete(name);
  });
  return turn;
}

function ignore(): void {
  // whoever waits next does not care how it ended
}
