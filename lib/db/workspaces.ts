import 'server-only';
import { makeSealedKey } from '@/lib/crypto/vault';
import type { Database } from './database';
import { newId } from './ids';
import { forgetScopes, openScope } from './scope';
import type { Statement } from './sql';
import { now, toText } from './times';

export type WorkspaceKind = 'local' | 'guest' | 'replay';
export type Role = 'owner' | 'admin' | 'editor' | 'viewer';

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

/** Makes a guest's workspace on its first use. Asking again, or twice at once, changes nothing. */
export async function ensureGuestWorkspace(db: Database, id: string): Promise<void> {
  if ((await openScope(db, id)) !== null) return;
  await db.sql.write([insertWorkspace(db, { id, kind: 'guest', name: 'Guest', expiresAt: null })]);
}

/** The workspace and the owner that stand for the person who runs this server; made on first use. */
export async function getLocalWorkspace(db: Database): Promise<{ workspaceId: string; userId: string }> {
  const local = { workspaceId: LOCAL_WORKSPACE, userId: LOCAL_USER };
  if ((await openScope(db, LOCAL_WORKSPACE)) !== null) return local;
  await db.sql.write([
    insertWorkspace(db, { id: LOCAL_WORKSPACE, kind: 'local', name: 'Local', expiresAt: null }),
    {
      text: 'INSERT INTO "User" ("id", "name", "createdAt") VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      args: [LOCAL_USER, 'Owner', now()],
    },
    {
      text: 'INSERT INTO "Membership" ("workspaceId", "userId", "role", "createdAt") VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      args: [LOCAL_WORKSPACE, LOCAL_USER, 'owner', now()],
    },
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

function insertWorkspace(db: Database, row: Required<NewWorkspace>): Statement {
  const expiresAt = row.expiresAt === null ? null : toText(row.expiresAt);
  return {
    text: 'INSERT INTO "Workspace" ("id", "kind", "name", "expiresAt", "sealedKey", "createdAt") VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    args: [row.id, row.kind, row.name, expiresAt, makeSealedKey(db.keyring, row.id), now()],
  };
}
