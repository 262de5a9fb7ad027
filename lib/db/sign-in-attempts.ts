import 'server-only';
import { hashToken } from '@/lib/crypto/tokens';
import type { Database } from './database';
import { now, toText } from './times';

export type AttemptKind = 'passkey' | 'newPasskey' | 'oidc';

const place = (id: string) => `SignInAttempt.sealed ${id}`;

/** Writes an attempt down by its challenge or state, which is a secret: only its hash is stored. */
export async function createAttempt(
  { sql, keyring }: Database,
  { kind, secret, data, endsAt }: { kind: AttemptKind; secret: string; data: unknown; endsAt: Date },
): Promise<void> {
  const id = hashToken(secret);
  const sealed = keyring.seal(place(id), Buffer.from(JSON.stringify(data)));
  await sql.write([
    {
      text: 'INSERT INTO "SignInAttempt" ("id", "kind", "sealed", "expiresAt", "createdAt") VALUES (?, ?, ?, ?, ?)',
      args: [id, kind, sealed, toText(endsAt), now()],
    },
  ]);
}

/** Takes an attempt out, so that nobody else can: what it was begun with, or null when there is none that stands. */
export async function takeAttempt(
  { sql, keyring }: Database,
  kind: AttemptKind,
  secret: string,
): Promise<unknown> {
  const id = hashToken(secret);
  const [row] = await sql.all<{ sealed: Uint8Array }>(
    'SELECT "sealed" FROM "SignInAttempt" WHERE "id" = ? AND "kind" = ? AND "expiresAt" > ?',
    [id, kind, now()],
  );
  if (row === undefined) return null;
  const text = 'DELETE FROM "SignInAttempt" WHERE "id" = ?';
  if ((await sql.write([{ text, args: [id], needsRow: true }])) === null) return null;
  return JSON.parse(keyring.open(place(id), row.sealed).toString()) as unknown;
}

/** Throws away attempts that nobody came back from. */
export async function deleteExpiredAttempts({ sql }: Database, time: Date): Promise<void> {
  await sql.write([{ text: 'DELETE FROM "SignInAttempt" WHERE "expiresAt" <= ?', args: [toText(time)] }]);
}
