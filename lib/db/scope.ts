import 'server-only';
import { Vault } from '@/lib/crypto/vault';
import type { Database } from './database';

/** One workspace of one database: the first argument of every store function, so that no query can leave it out. */
export interface Scope {
  db: Database;
  workspaceId: string;
  vault: Vault;
}

const MOST_SCOPES = 1_000;
const opened = new WeakMap<Database, Map<string, Scope>>();

/**
 * The scope of a workspace; null when there is no such one. Kept, since opening decrypts its key.
 * @throws AppError `secret_unreadable`
 */
export async function openScope(db: Database, workspaceId: string): Promise<Scope | null> {
  const scopes = scopesOf(db);
  const known = scopes.get(workspaceId);
  if (known !== undefined) return known;
  const text = 'SELECT "sealedKey" FROM "Workspace" WHERE "id" = ?';
  const [row] = await db.sql.all<{ sealedKey: Uint8Array }>(text, [workspaceId]);
  if (row === undefined) return null;
  const scope = { db, workspaceId, vault: new Vault(workspaceId, row.sealedKey, db.keyring, db.memo) };
  if (scopes.size >= MOST_SCOPES) scopes.clear();
  scopes.set(workspaceId, scope);
  return scope;
}

/** Forgets scopes whose workspaces may be gone. */
export function forgetScopes(db: Database): void {
  opened.delete(db);
}

function scopesOf(db: Database): Map<string, Scope> {
  const known = opened.get(db) ?? new Map<string, Scope>();
  opened.set(db, known);
  return known;
}
