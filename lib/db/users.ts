import 'server-only';
import type { Account } from '@/lib/model/account';
import type { Database } from './database';
import { deleteSessionsOf } from './sessions';
import type { Statement } from './sql';
import { now } from './times';
import { getLocalWorkspace } from './workspaces';

/** An account and what proves its owner. */
export interface StoredAccount extends Account {
  /** argon2id; null: one that signs in without a password */
  passwordHash: string | null;
}

/** A new account's row. */
export interface NewAccount extends Account {
  passwordHash: string | null;
}

const COLUMNS = '"id", "name", "email", "passwordHash"';

/** @param email in lower case */
export async function findAccountByEmail({ sql }: Database, email: string): Promise<StoredAccount | null> {
  const text = `SELECT ${COLUMNS} FROM "User" WHERE "email" = ?`;
  return (await sql.all<StoredAccount>(text, [email]))[0] ?? null;
}

/** Null also for the one who runs the server and has made no account. */
export async function findAccount({ sql }: Database, id: string): Promise<StoredAccount | null> {
  const text = `SELECT ${COLUMNS} FROM "User" WHERE "id" = ? AND "email" IS NOT NULL`;
  return (await sql.all<StoredAccount>(text, [id]))[0] ?? null;
}

/** Whether anyone has made an account here yet; the first one owns the installation. */
export async function hasAccounts({ sql }: Database): Promise<boolean> {
  return (await sql.all('SELECT 1 FROM "User" WHERE "email" IS NOT NULL LIMIT 1', [])).length > 0;
}

/** Makes an account, unless the email is taken: the whole write is undone then. */
export function insertAccount({ id, name, email, passwordHash }: NewAccount): Statement {
  return {
    text: 'INSERT INTO "User" ("id", "name", "email", "passwordHash", "createdAt") VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    args: [id, name, email, passwordHash, now()],
    needsRow: true,
  };
}

/**
 * Makes the first account of the person who runs this server, so that API tokens made before stay theirs. Undoes the
 * write when someone was first meanwhile.
 * @returns the account's id beside the statement
 */
export async function claimInstallation(
  db: Database,
  { name, email, passwordHash }: Omit<NewAccount, 'id'>,
): Promise<{ id: string; workspaceId: string; statement: Statement }> {
  const { userId, workspaceId } = await getLocalWorkspace(db);
  const text =
    'UPDATE "User" SET "name" = ?, "email" = ?, "passwordHash" = ? WHERE "id" = ? AND NOT EXISTS (SELECT 1 FROM "User" WHERE "email" IS NOT NULL)';
  return {
    id: userId,
    workspaceId,
    statement: { text, args: [name, email, passwordHash, userId], needsRow: true },
  };
}

export async function setPassword({ sql }: Database, id: string, passwordHash: string): Promise<void> {
  await sql.write([
    { text: 'UPDATE "User" SET "passwordHash" = ? WHERE "id" = ?', args: [passwordHash, id] },
  ]);
}

/** Puts another hash of the same password in the place of this one, unless the password was changed meanwhile. */
export async function replaceHash(
  { sql }: Database,
  id: string,
  old: string,
  passwordHash: string,
): Promise<void> {
  await sql.write([
    {
      text: 'UPDATE "User" SET "passwordHash" = ? WHERE "id" = ? AND "passwordHash" = ?',
      args: [passwordHash, id, old],
    },
  ]);
}

export async function renameAccount({ sql }: Database, id: string, name: string): Promise<void> {
  await sql.write([{ text: 'UPDATE "User" SET "name" = ? WHERE "id" = ?', args: [name, id] }]);
}

/** Names of the workspaces that this account owns and others are members of. */
export async function listSharedOwn({ sql }: Database, id: string): Promise<string[]> {
  const rows = await sql.all<{ name: string }>(
    `SELECT w."name" FROM "Membership" AS m JOIN "Workspace" AS w ON w."id" = m."workspaceId" WHERE m."userId" = ? AND m."role" = 'owner' AND EXISTS (SELECT 1 FROM "Membership" AS o WHERE o."workspaceId" = m."workspaceId" AND o."userId" <> ?)`,
    [id, id],
  );
  return rows.map(({ name }) => name);
}

/**
 * Deletes an account with its memberships, tokens, logins and private sessions, and every workspace it alone was in.
 * False: it owns one that others are in, also since a moment ago, or is not there; nothing was deleted then.
 */
export async function deleteAccount({ sql }: Database, id: string): Promise<boolean> {
  const changed = await sql.write([
    {
      text: 'DELETE FROM "Workspace" WHERE "id" IN (SELECT "workspaceId" FROM "Membership" WHERE "userId" = ?) AND NOT EXISTS (SELECT 1 FROM "Membership" AS m WHERE m."workspaceId" = "Workspace"."id" AND m."userId" <> ?)',
      args: [id, id],
    },
    ...deleteSessionsOf(id, null),
    {
      text: `DELETE FROM "User" WHERE "id" = ? AND NOT EXISTS (SELECT 1 FROM "Membership" WHERE "userId" = ? AND "role" = 'owner')`,
      args: [id, id],
      needsRow: true,
    },
  ]);
  return changed !== null;
}
