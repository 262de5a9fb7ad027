import 'server-only';
import type { Colleague, Membership, Role } from '@/lib/model/account';
import type { Database } from './database';
import type { Scope } from './scope';
import { deleteSessionsOf } from './sessions';
import type { Statement } from './sql';
import { now } from './times';

/** The workspaces of a person, the first joined first. */
export function listMemberships({ sql }: Database, userId: string): Promise<Membership[]> {
  return sql.all<Membership>(
    'SELECT m."workspaceId", w."name", m."role" FROM "Membership" AS m JOIN "Workspace" AS w ON w."id" = m."workspaceId" WHERE m."userId" = ? ORDER BY m."createdAt", m."workspaceId"',
    [userId],
  );
}

/**
 * Where a person goes on who signs in: the workspace in which something was sent last, or a session changed where nothing was
 * sent; of empty ones the first joined. Null: they are a member of none.
 */
export async function findWorkspaceInUse({ sql }: Database, userId: string): Promise<string | null> {
  const sent = 'SELECT max("startedAt") FROM "Exchange" WHERE "workspaceId" = m."workspaceId"';
  const changed = 'SELECT max("updatedAt") FROM "Session" WHERE "workspaceId" = m."workspaceId"';
  const [row] = await sql.all<{ workspaceId: string }>(
    `SELECT m."workspaceId" FROM "Membership" AS m WHERE m."userId" = ? ORDER BY COALESCE((${sent}), (${changed}), '') DESC, m."createdAt", m."workspaceId" LIMIT 1`,
    [userId],
  );
  return row?.workspaceId ?? null;
}

/** Everyone in the workspace, the first joined first. */
export function listColleagues({ db, workspaceId }: Scope): Promise<Colleague[]> {
  return db.sql.all<Colleague>(
    'SELECT u."id" AS "userId", u."name", u."email", m."role", m."createdAt" AS "joinedAt" FROM "Membership" AS m JOIN "User" AS u ON u."id" = m."userId" WHERE m."workspaceId" = ? ORDER BY m."createdAt", u."id"',
    [workspaceId],
  );
}

export async function findRole({ db, workspaceId }: Scope, userId: string): Promise<Role | null> {
  const text = 'SELECT "role" FROM "Membership" WHERE "workspaceId" = ? AND "userId" = ?';
  return (await db.sql.all<{ role: Role }>(text, [workspaceId, userId]))[0]?.role ?? null;
}

export function insertMembership(workspaceId: string, userId: string, role: Role): Statement {
  return {
    text: 'INSERT INTO "Membership" ("workspaceId", "userId", "role", "createdAt") VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    args: [workspaceId, userId, role, now()],
  };
}

/** A member's role, and with it that of the API tokens they made here. Never that of the owner: see `handOver`. */
export async function setRole(
  { db, workspaceId }: Scope,
  userId: string,
  role: Role,
  also: readonly Statement[] = [],
): Promise<boolean> {
  const changed = await db.sql.write([
    {
      text: `UPDATE "Membership" SET "role" = ? WHERE "workspaceId" = ? AND "userId" = ? AND "role" <> 'owner'`,
      args: [role, workspaceId, userId],
      needsRow: true,
    },
    tokensTo(workspaceId, userId, role),
    ...also,
  ]);
  return changed !== null;
}

/** Takes a member out, with the API tokens they made here and the sessions they kept to themselves. The owner stays: they hand the workspace over first. */
export async function removeMember(
  { db, workspaceId }: Scope,
  userId: string,
  also: readonly Statement[] = [],
): Promise<boolean> {
  const changed = await db.sql.write([
    {
      text: `DELETE FROM "Membership" WHERE "workspaceId" = ? AND "userId" = ? AND "role" <> 'owner'`,
      args: [workspaceId, userId],
      needsRow: true,
    },
    {
      text: 'DELETE FROM "ApiToken" WHERE "workspaceId" = ? AND "userId" = ?',
      args: [workspaceId, userId],
    },
    ...deleteSessionsOf(userId, workspaceId),
    ...also,
  ]);
  return changed !== null;
}

/** How many people are in the workspace; none in a guest's. */
export async function countMembers({ db, workspaceId }: Scope): Promise<number> {
  const text = 'SELECT CAST(count(*) AS INTEGER) AS "count" FROM "Membership" WHERE "workspaceId" = ?';
  return (await db.sql.all<{ count: number }>(text, [workspaceId]))[0]?.count ?? 0;
}

/** Makes another member the owner and the owner an admin, both or neither. */
export async function handOver(
  { db, workspaceId }: Scope,
  from: string,
  to: string,
  also: readonly Statement[] = [],
): Promise<boolean> {
  const changed = await db.sql.write([
    {
      text: `UPDATE "Membership" SET "role" = 'admin' WHERE "workspaceId" = ? AND "userId" = ? AND "role" = 'owner'`,
      args: [workspaceId, from],
      needsRow: true,
    },
    {
      text: `UPDATE "Membership" SET "role" = 'owner' WHERE "workspaceId" = ? AND "userId" = ?`,
      args: [workspaceId, to],
      needsRow: true,
    },
    tokensTo(workspaceId, from, 'admin'),
    tokensTo(workspaceId, to, 'owner'),
    ...also,
  ]);
  return changed !== null;
}

function tokensTo(workspaceId: string, userId: string, role: Role): Statement {
  return {
    text: 'UPDATE "ApiToken" SET "role" = ? WHERE "workspaceId" = ? AND "userId" = ?',
    args: [role, workspaceId, userId],
  };
}

/** A person's name, as a query within another. */
export function nameOfPerson(userId: string): Pick<Statement, 'text' | 'args'> {
  return { text: 'SELECT "name" FROM "User" WHERE "id" = ?', args: [userId] };
}
