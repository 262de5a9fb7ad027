import 'server-only';
import { hashToken } from '@/lib/crypto/tokens';
import type { GivenRole, Invitation } from '@/lib/model/account';
import type { Database } from './database';
import { newId } from './ids';
import type { Scope } from './scope';
import type { Statement } from './sql';
import { now, toText } from './times';

/** What an invitation that still stands leads to. */
export interface OpenInvitation {
  id: string;
  workspaceId: string;
  workspaceName: string;
  role: GivenRole;
  invitedBy: string;
}

/** Only of this table, whatever it is joined with. */
const STANDS =
  '"Invitation"."usedAt" IS NULL AND "Invitation"."revokedAt" IS NULL AND "Invitation"."expiresAt" > ?';

export async function createInvitation(
  { db, workspaceId }: Scope,
  { token, userId, role, expiresAt }: { token: string; userId: string; role: GivenRole; expiresAt: Date },
  also: (id: string) => Statement[] = () => [],
): Promise<string> {
  const id = newId();
  await db.sql.write([
    {
      text: 'INSERT INTO "Invitation" ("id", "workspaceId", "invitedBy", "role", "tokenHash", "expiresAt", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?)',
      args: [id, workspaceId, userId, role, hashToken(token), toText(expiresAt), now()],
    },
    ...also(id),
  ]);
  return id;
}

/** Null for one that is unknown, used, revoked or expired. */
export async function findInvitation({ sql }: Database, token: string): Promise<OpenInvitation | null> {
  const [found] = await sql.all<OpenInvitation>(
    `SELECT "Invitation"."id", "Invitation"."workspaceId", w."name" AS "workspaceName", "Invitation"."role", u."name" AS "invitedBy"
     FROM "Invitation" JOIN "Workspace" AS w ON w."id" = "Invitation"."workspaceId" JOIN "User" AS u ON u."id" = "Invitation"."invitedBy"
     WHERE "Invitation"."tokenHash" = ? AND ${STANDS}`,
    [hashToken(token), now()],
  );
  return found ?? null;
}

/** Those that still stand, newest first. */
export function listInvitations({ db, workspaceId }: Scope): Promise<Invitation[]> {
  return db.sql.all<Invitation>(
    `SELECT "Invitation"."id", "Invitation"."role", u."name" AS "invitedBy", "Invitation"."createdAt", "Invitation"."expiresAt"
     FROM "Invitation" JOIN "User" AS u ON u."id" = "Invitation"."invitedBy"
     WHERE "Invitation"."workspaceId" = ? AND ${STANDS} ORDER BY "Invitation"."createdAt" DESC, "Invitation"."id"`,
    [workspaceId, now()],
  );
}

/** Uses an invitation up: of two who take it at once, one has the whole write undone. */
export function spendInvitation(id: string): Statement {
  return {
    text: `UPDATE "Invitation" SET "usedAt" = ? WHERE "id" = ? AND ${STANDS}`,
    args: [now(), id, now()],
    needsRow: true,
  };
}

/** False: there is none that could be revoked. */
export async function revokeInvitation(
  { db, workspaceId }: Scope,
  id: string,
  also: readonly Statement[] = [],
): Promise<boolean> {
  const text = `UPDATE "Invitation" SET "revokedAt" = ? WHERE "id" = ? AND "workspaceId" = ? AND ${STANDS}`;
  const revoke: Statement = { text, args: [now(), id, workspaceId, now()], needsRow: true };
  return (await db.sql.write([revoke, ...also])) !== null;
}
