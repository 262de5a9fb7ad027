import 'server-only';
import { OAuthToken } from '@/lib/model/oauth';
import type { Scope } from './scope';
import { now } from './times';

/** A session keeps this many tokens; the one given longest ago goes. */
const MOST_TOKENS = 50;

const place = (sessionId: string, key: string) => ({
  column: 'OAuthToken.sealed',
  row: `${sessionId}:${key}`,
});

/** @throws AppError `secret_unreadable` */
export async function findOAuthToken(
  { db, workspaceId, vault }: Scope,
  sessionId: string,
  key: string,
): Promise<OAuthToken | null> {
  const text = 'SELECT "sealed" FROM "OAuthToken" WHERE "sessionId" = ? AND "key" = ? AND "workspaceId" = ?';
  const [row] = await db.sql.all<{ sealed: Uint8Array }>(text, [sessionId, key, workspaceId]);
  if (row === undefined) return null;
  return vault.openJson(place(sessionId, key), row.sealed, (data) => OAuthToken.parse(data));
}

/** Keeps a token in place of the one with its key. @throws AppError `not_found` when the session is gone */
export async function saveOAuthToken(
  { db, workspaceId, vault }: Scope,
  sessionId: string,
  key: string,
  token: OAuthToken,
): Promise<void> {
  const sealed = vault.sealJson(place(sessionId, key), token);
  await db.sql.write([
    {
      text: 'INSERT INTO "OAuthToken" ("sessionId", "workspaceId", "key", "sealed", "createdAt") VALUES (?, ?, ?, ?, ?) ON CONFLICT ("sessionId", "key") DO UPDATE SET "sealed" = excluded."sealed", "createdAt" = excluded."createdAt"',
      args: [sessionId, workspaceId, key, sealed, now()],
    },
    {
      text: 'DELETE FROM "OAuthToken" WHERE "sessionId" = ? AND "workspaceId" = ? AND "key" NOT IN (SELECT "key" FROM "OAuthToken" WHERE "sessionId" = ? ORDER BY "createdAt" DESC LIMIT ?)',
      args: [sessionId, workspaceId, sessionId, MOST_TOKENS],
    },
  ]);
}

/** Deletes one token of a session, or all. */
export async function deleteOAuthTokens(
  { db, workspaceId }: Scope,
  sessionId: string,
  key?: string,
): Promise<void> {
  const where = { sessionId, workspaceId, ...(key !== undefined && { key }) };
  await db.prisma.oAuthToken.deleteMany({ where });
}
