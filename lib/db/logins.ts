import 'server-only';
import { hashToken } from '@/lib/crypto/tokens';
import type { Account, Role } from '@/lib/model/account';
import type { Database } from './database';
import type { Statement } from './sql';
import { now, toText } from './times';

const DAY_MS = 86_400_000;
/** A login that is not used for this long is over. */
const IDLE_MS = 30 * DAY_MS;
/** How often the use of a login is written down. */
const NOTED_MS = 10 * 60_000;

/** Who a login cookie stands for, and what they may do in the workspace they have in view. */
export interface FoundLogin {
  id: string;
  account: Account;
  /** null: they are a member of no workspace, or no longer of the one in view */
  workspaceId: string | null;
  role: Role | null;
}

interface LoginRow {
  id: string;
  userId: string;
  name: string;
  email: string;
  workspaceId: string | null;
  role: Role | null;
  lastSeenAt: string;
}

/** A login as its owner sees it. */
export interface LoginLine {
  id: string;
  device: string;
  createdAt: string;
  lastSeenAt: string;
}

/** @param token what the browser keeps; its hash alone is stored */
export function insertLogin(
  id: string,
  {
    token,
    userId,
    workspaceId,
    device,
  }: { token: string; userId: string; workspaceId: string; device: string },
): Statement {
  const time = new Date();
  return {
    text: 'INSERT INTO "Login" ("id", "userId", "tokenHash", "workspaceId", "device", "lastSeenAt", "expiresAt", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    args: [
      id,
      userId,
      hashToken(token),
      workspaceId,
      device,
      toText(time),
      toText(new Date(time.getTime() + IDLE_MS)),
      toText(time),
    ],
  };
}

/**
 * Whose login this is, or null. The membership is read with it, so that a member who was removed is out at once.
 * Where the workspace in view is not theirs (any more), the one they joined first stands in.
 */
export async function findLogin(db: Database, token: string): Promise<FoundLogin | null> {
  const [row] = await db.sql.all<LoginRow>(
    `SELECT l."id", l."userId", u."name", u."email", l."lastSeenAt", m."workspaceId", m."role"
     FROM "Login" AS l
     JOIN "User" AS u ON u."id" = l."userId"
     LEFT JOIN "Membership" AS m ON m."userId" = l."userId"
     WHERE l."tokenHash" = ? AND l."expiresAt" > ? AND u."email" IS NOT NULL
     ORDER BY CASE WHEN m."workspaceId" = l."workspaceId" THEN 0 ELSE 1 END, m."createdAt", m."workspaceId"
     LIMIT 1`,
    [hashToken(token), now()],
  );
  if (row === undefined) return null;
  await noteUse(db, row);
  const { id, userId, name, email, workspaceId, role } = row;
  return { id, account: { id: userId, name, email }, workspaceId, role };
}

async function noteUse({ sql }: Database, { id, lastSeenAt }: LoginRow): Promise<void> {
  const time = Date.now();
  if (Date.parse(lastSeenAt) > time - NOTED_MS) return;
  const text = 'UPDATE "Login" SET "lastSeenAt" = ?, "expiresAt" = ? WHERE "id" = ?';
  const args = [toText(new Date(time)), toText(new Date(time + IDLE_MS)), id];
  // Only a note: a busy or full database must not keep anyone out.
  await sql.write([{ text, args }], { durable: false }).catch(() => null);
}

/** Puts another workspace in view. False: they are no member of it. */
export async function showWorkspace(
  { sql }: Database,
  { loginId, userId, workspaceId }: { loginId: string; userId: string; workspaceId: string },
): Promise<boolean> {
  const text =
    'UPDATE "Login" SET "workspaceId" = ? WHERE "id" = ? AND "userId" = ? AND EXISTS (SELECT 1 FROM "Membership" WHERE "userId" = ? AND "workspaceId" = ?)';
  return (
    (await sql.write([
      { text, args: [workspaceId, loginId, userId, userId, workspaceId], needsRow: true },
    ])) !== null
  );
}

/** The logins of an account, the last used first. */
export function listLogins({ sql }: Database, userId: string): Promise<LoginLine[]> {
  const text =
    'SELECT "id", "device", "createdAt", "lastSeenAt" FROM "Login" WHERE "userId" = ? AND "expiresAt" > ? ORDER BY "lastSeenAt" DESC, "id"';
  return sql.all<LoginLine>(text, [userId, now()]);
}

/** Ends one login of an account. False: it has no such login. */
export async function deleteLogin({ sql }: Database, userId: string, id: string): Promise<boolean> {
  const text = 'DELETE FROM "Login" WHERE "userId" = ? AND "id" = ?';
  return (await sql.write([{ text, args: [userId, id], needsRow: true }])) !== null;
}

/** Ends all logins of an account but one, or all. Answers how many. */
export async function deleteLogins({ sql }: Database, userId: string, but: string | null): Promise<number> {
  const text = 'DELETE FROM "Login" WHERE "userId" = ? AND "id" <> ?';
  const [count = 0] = (await sql.write([{ text, args: [userId, but ?? ''] }])) ?? [];
  return count;
}

export async function deleteExpiredLogins({ sql }: Database, time: Date): Promise<void> {
  await sql.write([{ text: 'DELETE FROM "Login" WHERE "expiresAt" <= ?', args: [toText(time)] }]);
}
