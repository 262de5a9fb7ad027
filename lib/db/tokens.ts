import 'server-only';
import { hashToken, isApiToken, makeApiToken } from '@/lib/crypto/tokens';
import type { Database } from './database';
import { newId } from './ids';
import type { Scope } from './scope';
import { now, toText } from './times';
import type { Role } from './workspaces';

const MINUTE_MS = 60_000;

export interface TokenOwner {
  id: string;
  name: string;
  workspaceId: string;
  userId: string;
  role: Role;
}

/** Makes an API token; the text is answered this once, and only its hash is stored. */
export async function createToken(
  { db, workspaceId }: Scope,
  { name, userId, role }: { name: string; userId: string; role: Role },
): Promise<{ id: string; token: string }> {
  const id = newId();
  const token = makeApiToken();
  await db.prisma.apiToken.create({
    data: { id, workspaceId, userId, name, role, tokenHash: hashToken(token), createdAt: now() },
  });
  return { id, token };
}

/** Whose token this is, or null. Notes the time of use, to the minute and without waiting for the disk. */
export async function findToken({ sql }: Database, token: string): Promise<TokenOwner | null> {
  if (!isApiToken(token)) return null;
  const [row] = await sql.all<TokenOwner & { lastUsedAt: string | null }>(
    'SELECT "id", "name", "workspaceId", "userId", "role", "lastUsedAt" FROM "ApiToken" WHERE "tokenHash" = ?',
    [hashToken(token)],
  );
  if (row === undefined) return null;
  const { lastUsedAt, ...owner } = row;
  if (lastUsedAt === null || Date.parse(lastUsedAt) < Date.now() - MINUTE_MS) {
    const text = 'UPDATE "ApiToken" SET "lastUsedAt" = ? WHERE "id" = ?';
    // Only a note: a busy or full database must not keep anyone out.
    await sql.write([{ text, args: [toText(new Date()), row.id] }], { durable: false }).catch(() => null);
  }
  return owner;
}
