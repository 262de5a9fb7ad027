import 'server-only';
import type { Identity } from '@/lib/model/oidc';
import type { Database } from './database';
import { newId } from './ids';
import type { Statement } from './sql';
import { now } from './times';

/** Connects a provider's person with an account; undoes the write when they are connected already. */
export function insertIdentity(userId: string, issuer: string, subject: string): Statement {
  return {
    text: 'INSERT INTO "Identity" ("id", "userId", "issuer", "subject", "lastUsedAt", "createdAt") VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    args: [newId(), userId, issuer, subject, now(), now()],
    needsRow: true,
  };
}

/** Whose account a provider's person is connected to. Noted as a use. */
export async function findByIdentity(
  { sql }: Database,
  issuer: string,
  subject: string,
): Promise<string | null> {
  const [row] = await sql.all<{ id: string; userId: string }>(
    'SELECT "id", "userId" FROM "Identity" WHERE "issuer" = ? AND "subject" = ?',
    [issuer, subject],
  );
  if (row === undefined) return null;
  await sql.write([{ text: 'UPDATE "Identity" SET "lastUsedAt" = ? WHERE "id" = ?', args: [now(), row.id] }]);
  return row.userId;
}

export function listIdentities({ sql }: Database, userId: string): Promise<Identity[]> {
  return sql.all<Identity>(
    'SELECT "id", "issuer", "createdAt", "lastUsedAt" FROM "Identity" WHERE "userId" = ? ORDER BY "createdAt", "id"',
    [userId],
  );
}

/** False: there is none, or it is the account's only way in. */
export async function deleteIdentity({ sql }: Database, userId: string, id: string): Promise<boolean> {
  const text = `DELETE FROM "Identity" WHERE "userId" = ? AND "id" = ? AND (
    EXISTS (SELECT 1 FROM "User" WHERE "id" = ? AND "passwordHash" IS NOT NULL)
    OR EXISTS (SELECT 1 FROM "Passkey" WHERE "userId" = ?)
    OR EXISTS (SELECT 1 FROM "Identity" AS o WHERE o."userId" = ? AND o."id" <> ?))`;
  return (
    (await sql.write([{ text, args: [userId, id, userId, userId, userId, id], needsRow: true }])) !== null
  );
}
