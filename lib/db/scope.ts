import 'server-only';
import { Vault } from '@/lib/crypto/vault';
import type { Database } from './database';

/** One workspace of one database: the first argument of every store function, so that no query can leave it out. */
export interface Scope {
  db: Database;
  workspaceId: string;
  vault: Vault;
  /**
   * Id of the person who asks: beside the shared sessions they reach their own. Null, as `openScope` gives it, reaches
   * shared ones and those that no person owns: a guest's, in a workspace of their own.
   */
  reader: string | null;
}

/** The same workspace as a person of it sees it. */
export function readBy(scope: Scope, userId: string | null): Scope {
  return { ...scope, reader: userId };
}

/** Narrows a query to the sessions that its one argument, the scope's `reader`, may reach. @param row alias of Session */
export function reachable(row: string): string {
  return `(${row}."isShared" OR ${row}."ownerId" IS NOT DISTINCT FROM ?)`;
}

/** The same for rows of a table that belong to a session. */
export function ofReachable(table: string): string {
  return `EXISTS (SELECT 1 FROM "Session" AS v WHERE v."id" = ${table}."sessionId" AND ${reachable('v')})`;
}

/** The same in Prisma's words, for what belongs to a session. */
export function reachableTo({ reader }: Scope) {
  return { session: { OR: [{ isShared: true }, { ownerId: reader }] } };
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
  const vault = new Vault(workspaceId, row.sealedKey, db.keyring, db.memo);
  const scope = { db, workspaceId, vault, reader: null };
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
