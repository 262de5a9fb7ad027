import 'server-only';
import { hashToken, isApiToken, makeApiToken } from '@/lib/crypto/tokens';
import type { Role } from '@/lib/model/account';
import { SCOPES, type ApiToken, type Scope as TokenScope } from '@/lib/model/api-token';
import type { Database } from './database';
import { newId } from './ids';
import type { Scope } from './scope';
import type { Statement } from './sql';
import { now, toText } from './times';

const MINUTE_MS = 60_000;

export interface TokenOwner {
  id: string;
  name: string;
  workspaceId: string;
  userId: string;
  role: Role;
  /** null: all that its role may */
  scopes: readonly TokenScope[] | null;
}

export interface NewToken {
  name: string;
  userId: string;
  role: Role;
  /** left out or null: all that its role may */
  scopes?: readonly TokenScope[] | null;
  /** when it stops working; left out or null: never */
  expiresAt?: Date | null;
}

/** Makes an API token; the text is answered this once, and only its hash is stored. */
export async function createToken(
  { db, workspaceId }: Scope,
  { name, userId, role, scopes = null, expiresAt = null }: NewToken,
  also: (id: string) => Statement[] = () => [],
): Promise<{ id: string; token: string }> {
  const id = newId();
  const token = makeApiToken();
  const text =
    'INSERT INTO "ApiToken" ("id", "workspaceId", "userId", "name", "role", "scopes", "tokenHash", "expiresAt", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
  const until = expiresAt && toText(expiresAt);
  const of = [id, workspaceId, userId, name, role, scopes && scopes.join(',')];
  const args = [...of, hashToken(token), until, now()];
  await db.sql.write([{ text, args }, ...also(id)]);
  return { id, token };
}

interface TokenRow extends Omit<TokenOwner, 'scopes'> {
  scopes: string | null;
  lastUsedAt: string | null;
  expiresAt: string | null;
}

/** Whose token this is, or null. Notes the time of use, to the minute and without waiting for the disk. */
export async function findToken({ sql }: Database, token: string): Promise<TokenOwner | null> {
  if (!isApiToken(token)) return null;
  const [row] = await sql.allOften<TokenRow>(
    'ApiToken',
    'SELECT "id", "name", "workspaceId", "userId", "role", "scopes", "lastUsedAt", "expiresAt" FROM "ApiToken" WHERE "tokenHash" = ?',
    [hashToken(token)],
  );
  if (row === undefined) return null;
  const { lastUsedAt, expiresAt, scopes, ...owner } = row;
  if (expiresAt !== null && expiresAt <= now()) return null;
  if (lastUsedAt === null || Date.parse(lastUsedAt) < Date.now() - MINUTE_MS) {
    const text = 'UPDATE "ApiToken" SET "lastUsedAt" = ? WHERE "id" = ?';
    // Only a note: a busy or full database must not keep anyone out.
    await sql.write([{ text, args: [toText(new Date()), row.id] }], { durable: false }).catch(() => null);
  }
  return { ...owner, scopes: scopesOf(scopes) };
}

/** As they are stored. A word that this version does not know opens nothing. */
function scopesOf(stored: string | null): TokenScope[] | null {
  if (stored === null) return null;
  const words = stored.split(',');
  return SCOPES.filter((scope) => words.includes(scope));
}

/** The tokens of the workspace, or of one of its members, newest first. */
export async function listTokens({ db, workspaceId }: Scope, userId: string | null): Promise<ApiToken[]> {
  const rows = await db.sql.all<Omit<ApiToken, 'scopes'> & { scopes: string | null }>(
    `SELECT t."id", t."name", t."role", t."scopes", u."name" AS "madeBy", t."createdAt", t."lastUsedAt", t."expiresAt" FROM "ApiToken" AS t JOIN "User" AS u ON u."id" = t."userId" WHERE t."workspaceId" = ?${userId === null ? '' : ' AND t."userId" = ?'} ORDER BY t."createdAt" DESC, t."id" DESC`,
    userId === null ? [workspaceId] : [workspaceId, userId],
  );
  return rows.map((row) => ({ ...row, scopes: scopesOf(row.scopes) }));
}

/** Deletes a token, of one member only when they are named. Answers whether there was one. */
export async function deleteToken(
  { db, workspaceId }: Scope,
  id: string,
  userId: string | null,
  before: readonly Statement[] = [],
): Promise<boolean> {
  const text = `DELETE FROM "ApiToken" WHERE "workspaceId" = ? AND "id" = ?${userId === null ? '' : ' AND "userId" = ?'}`;
  const args = userId === null ? [workspaceId, id] : [workspaceId, id, userId];
  return (await db.sql.write([...before, { text, args, needsRow: true }])) !== null;
}

/** A token's name, as a query within another. */
export function nameOfToken(id: string): Pick<Statement, 'text' | 'args'> {
  return { text: 'SELECT "name" FROM "ApiToken" WHERE "id" = ?', args: [id] };
}
