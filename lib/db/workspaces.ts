import 'server-only';
import { makeSealedKey } from '@/lib/crypto/vault';
import type { Database } from './database';
import { newId } from './ids';
import { insertMembership } from './members';
import { forgetScopes, openScope, type Scope } from './scope';
import type { Statement } from './sql';
import { now, toText } from './times';

/** `guest`: of one browser, without an account; `team`: of people with accounts; `replay`: of one visitor of a link. */
type WorkspaceKind = 'local' | 'guest' | 'team' | 'replay';

export interface Workspace {
  id: string;
  name: string;
  kind: WorkspaceKind;
}

interface NewWorkspace {
  kind: WorkspaceKind;
  name: string;
  id?: string;
  /** the workspace and all it holds may be thrown away after this */
  expiresAt?: Date | null;
}

/** The one workspace of the person who runs this server has ids that everyone can name. */
const LOCAL_WORKSPACE = 'local-workspace-000000';
const LOCAL_USER = 'local-user-00000000000';

export async function createWorkspace(
  db: Database,
  { kind, name, id = newId(), expiresAt }: NewWorkspace,
): Promise<Workspace> {
  await db.sql.write([insertWorkspace(db, { id, kind, name, expiresAt: expiresAt ?? null })]);
  return { id, name, kind };
}

export async function findWorkspace(db: Database, id: string): Promise<Workspace | null> {
  const row = await db.prisma.workspace.findUnique({
    where: { id },
    select: { id: true, name: true, kind: true },
  });
  return row && { id: row.id, name: row.name, kind: row.kind as WorkspaceKind };
}

/**
 * Opens a guest's workspace, made on its first use. Asking again, or twice at once, changes nothing.
 * @returns null when it is a guest's no more: it moved into an account, and the cookie that named it opens nothing
 */
export async function openGuestWorkspace(db: Database, id: string): Promise<Scope | null> {
  const found = await kindOf(db, id);
  if (found === null) await db.sql.write([insertWorkspace(db, newRow(id, 'guest', 'Guest', guestExpiry()))]);
  if (found !== null && found.kind !== 'guest') return null;
  if (found !== null) await keepGuest(db, id, found.expiresAt);
  return openScope(db, id);
}

/** What a workspace is now; never remembered, since another process may have moved it into an account. */
async function kindOf(
  { sql }: Database,
  id: string,
): Promise<{ kind: WorkspaceKind; expiresAt: string | null } | null> {
  const text = 'SELECT "kind", "expiresAt" FROM "Workspace" WHERE "id" = ?';
  return (await sql.all<{ kind: WorkspaceKind; expiresAt: string | null }>(text, [id]))[0] ?? null;
}

/** A guest's workspace goes when nobody came for this long. */
const GUEST_MS = 90 * 24 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

function guestExpiry(): Date {
  return new Date(Date.now() + GUEST_MS);
}

/** Puts the end of a guest's workspace off, once a day. */
async function keepGuest({ sql }: Database, id: string, expiresAt: string | null): Promise<void> {
  if (expiresAt !== null && Date.parse(expiresAt) > Date.now() + GUEST_MS - DAY_MS) return;
  const text = `UPDATE "Workspace" SET "expiresAt" = ? WHERE "id" = ? AND "kind" = 'guest'`;
  // Only a note: a busy or full database must not keep anyone out.
  await sql.write([{ text, args: [toText(guestExpiry()), id] }], { durable: false }).catch(() => null);
}

/** Whether a guest has made anything that would be missed. */
export async function hasGuestWork({ sql }: Database, id: string): Promise<boolean> {
  const rows = await sql.all(
    `SELECT 1 FROM "Workspace" AS w WHERE w."id" = ? AND w."kind" = 'guest' AND (EXISTS (SELECT 1 FROM "Session" WHERE "workspaceId" = w."id") OR EXISTS (SELECT 1 FROM "SavedRequest" WHERE "workspaceId" = w."id") OR EXISTS (SELECT 1 FROM "Sequence" WHERE "workspaceId" = w."id"))`,
    [id],
  );
  return rows.length > 0;
}

/** Moves a guest's workspace, with all it holds, into an account. Of two who try, one has the whole write undone. */
export function adoptGuestWorkspace(id: string, userId: string, name: string): Statement[] {
  const text = `UPDATE "Workspace" SET "kind" = 'team', "name" = ?, "expiresAt" = NULL WHERE "id" = ? AND "kind" = 'guest'`;
  const own =
    'UPDATE "Session" SET "ownerId" = ? WHERE "workspaceId" = ? AND "ownerId" IS NULL AND NOT "isShared"';
  return [
    { text, args: [name, id], needsRow: true },
    insertMembership(id, userId, 'owner'),
    { text: own, args: [userId, id] },
  ];
}

/** A new workspace of people with accounts, and its owner. */
export function insertTeamWorkspace(
  db: Database,
  { id, name, ownerId }: { id: string; name: string; ownerId: string },
): Statement[] {
  return [insertWorkspace(db, newRow(id, 'team', name)), insertMembership(id, ownerId, 'owner')];
}

export async function renameWorkspace(
  { db, workspaceId }: Scope,
  name: string,
  also: readonly Statement[] = [],
): Promise<void> {
  await db.sql.write([
    { text: 'UPDATE "Workspace" SET "name" = ? WHERE "id" = ?', args: [name, workspaceId] },
    ...also,
  ]);
}

/** Deletes a workspace with everything in it; its uploads are swept afterwards. */
export async function deleteWorkspace({ db, workspaceId }: Scope): Promise<void> {
  await db.sql.write([{ text: 'DELETE FROM "Workspace" WHERE "id" = ?', args: [workspaceId] }]);
  forgetScopes(db);
}

/** The workspace and the owner that stand for the person who runs this server; made on first use. */
export async function getLocalWorkspace(db: Database): Promise<{ workspaceId: string; userId: string }> {
  const local = { workspaceId: LOCAL_WORKSPACE, userId: LOCAL_USER };
  if ((await openScope(db, LOCAL_WORKSPACE)) !== null) return local;
  await db.sql.write([
    insertWorkspace(db, newRow(LOCAL_WORKSPACE, 'local', 'Local')),
    {
      text: 'INSERT INTO "User" ("id", "name", "createdAt") VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      args: [LOCAL_USER, 'Owner', now()],
    },
    insertMembership(LOCAL_WORKSPACE, LOCAL_USER, 'owner'),
  ]);
  return local;
}

/** Throws away workspaces whose time is over, with all they hold. Answers how many. */
export async function deleteExpiredWorkspaces(db: Database, time: Date): Promise<number> {
  const text = 'DELETE FROM "Workspace" WHERE "expiresAt" IS NOT NULL AND "expiresAt" <= ?';
  const [count = 0] = (await db.sql.write([{ text, args: [toText(time)] }])) ?? [];
  if (count > 0) forgetScopes(db);
  return count;
}

function newRow(
  id: string,
  kind: WorkspaceKind,
  name: string,
  expiresAt: Date | null = null,
): Required<NewWorkspace> {
  return { id, kind, name, expiresAt };
}

function insertWorkspace(db: Database, row: Required<NewWorkspace>): Statement {
  const expiresAt = row.expiresAt === null ? null : toText(row.expiresAt);
  return {
    text: 'INSERT INTO "Workspace" ("id", "kind", "name", "expiresAt", "sealedKey", "createdAt") VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    args: [row.id, row.kind, row.name, expiresAt, makeSealedKey(db.keyring, row.id), now()],
  };
}
