import 'server-only';
import type { Passkey } from '@/lib/model/passkey';
import type { Database } from './database';
import { newId } from './ids';
import { now } from './times';

/** What an authenticator's proof is checked with. */
export interface StoredPasskey {
  id: string;
  userId: string;
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
}

type Row = Omit<StoredPasskey, 'transports'> & { transports: string };

/** Makes a passkey of an account; false: the authenticator has given this one to an account already. */
export async function createPasskey(
  { sql }: Database,
  fresh: Omit<StoredPasskey, 'id'> & { name: string },
): Promise<boolean> {
  const { userId, name, credentialId, publicKey, counter, transports } = fresh;
  const text =
    'INSERT INTO "Passkey" ("id", "userId", "name", "credentialId", "publicKey", "counter", "transports", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING';
  const args = [
    newId(),
    userId,
    name,
    credentialId,
    Buffer.from(publicKey),
    counter,
    transports.join(','),
    now(),
  ];
  return (await sql.write([{ text, args, needsRow: true }])) !== null;
}

/** Of an account that can be signed in to. */
export async function findPasskey({ sql }: Database, credentialId: string): Promise<StoredPasskey | null> {
  const [row] = await sql.all<Row>(
    'SELECT p."id", p."userId", p."credentialId", p."publicKey", p."counter", p."transports" FROM "Passkey" AS p JOIN "User" AS u ON u."id" = p."userId" WHERE p."credentialId" = ? AND u."email" IS NOT NULL',
    [credentialId],
  );
  if (row === undefined) return null;
  return { ...row, publicKey: new Uint8Array(row.publicKey), transports: wordsOf(row.transports) };
}

/** The passkeys of an account, the oldest first, with what a browser needs to tell which it has already. */
export async function listPasskeys(
  { sql }: Database,
  userId: string,
): Promise<(Passkey & { credentialId: string; transports: string[] })[]> {
  const rows = await sql.all<Passkey & { credentialId: string; transports: string }>(
    'SELECT "id", "name", "createdAt", "lastUsedAt", "credentialId", "transports" FROM "Passkey" WHERE "userId" = ? ORDER BY "createdAt", "id"',
    [userId],
  );
  return rows.map((row) => ({ ...row, transports: wordsOf(row.transports) }));
}

/** Notes a use. False: the counter went on meanwhile, so that this proof was copied (WebAuthn §7.2, step 22). */
export async function usePasskey({ sql }: Database, id: string, counter: number): Promise<boolean> {
  const text =
    'UPDATE "Passkey" SET "counter" = ?, "lastUsedAt" = ? WHERE "id" = ? AND ("counter" < ? OR ("counter" = 0 AND ? = 0))';
  const args = [counter, now(), id, counter, counter];
  return (await sql.write([{ text, args, needsRow: true }])) !== null;
}

export async function renamePasskey(
  { sql }: Database,
  userId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const text = 'UPDATE "Passkey" SET "name" = ? WHERE "userId" = ? AND "id" = ?';
  return (await sql.write([{ text, args: [name, userId, id], needsRow: true }])) !== null;
}

export async function deletePasskey({ sql }: Database, userId: string, id: string): Promise<boolean> {
  const text = 'DELETE FROM "Passkey" WHERE "userId" = ? AND "id" = ?';
  return (await sql.write([{ text, args: [userId, id], needsRow: true }])) !== null;
}

function wordsOf(text: string): string[] {
  return text.split(',').filter((word) => word !== '');
}
