import 'server-only';
import { z } from 'zod';
import type { Checkpoint } from '@/lib/model/checkpoint';
import { Cookie } from '@/lib/model/cookie';
import { newId } from './ids';
import { reachableTo, type Scope } from './scope';
import { now } from './times';

const COLUMNS = { id: true, sessionId: true, name: true, cookieCount: true, createdAt: true } as const;
const Cookies = z.array(Cookie);

/** Where its sealed part lies. */
export const checkpointPlace = (id: string) => ({ column: 'Checkpoint.sealed', row: id });

/** Keeps a copy of a jar under a name. @throws AppError `not_found` when the session is gone */
export async function createCheckpoint(
  { db, workspaceId, vault }: Scope,
  { sessionId, name, cookies }: { sessionId: string; name: string; cookies: readonly Cookie[] },
): Promise<Checkpoint> {
  const id = newId();
  const createdAt = now();
  const text =
    'INSERT INTO "Checkpoint" ("id", "workspaceId", "sessionId", "name", "cookieCount", "sealed", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?)';
  const sealed = vault.sealJson(checkpointPlace(id), cookies);
  await db.sql.write([{ text, args: [id, workspaceId, sessionId, name, cookies.length, sealed, createdAt] }]);
  return { id, sessionId, name, cookieCount: cookies.length, createdAt };
}

/** Of one session or of the whole workspace, newest first, without their cookies. */
export async function listCheckpoints(
  scope: Scope,
  { sessionId, limit }: { sessionId?: string | undefined; limit: number },
): Promise<Checkpoint[]> {
  const { db, workspaceId } = scope;
  return db.prisma.checkpoint.findMany({
    where: { workspaceId, ...reachableTo(scope), ...(sessionId === undefined ? {} : { sessionId }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: COLUMNS,
  });
}

/** How many a session has. */
export async function countCheckpoints({ db, workspaceId }: Scope, sessionId: string): Promise<number> {
  return db.prisma.checkpoint.count({ where: { workspaceId, sessionId } });
}

/** A checkpoint with its cookies. @throws AppError `secret_unreadable` */
export async function findCheckpoint(
  scope: Scope,
  id: string,
): Promise<{ checkpoint: Checkpoint; cookies: Cookie[] } | null> {
  const { db, workspaceId, vault } = scope;
  const select = { ...COLUMNS, sealed: true } as const;
  const where = { id, workspaceId, ...reachableTo(scope) };
  const row = await db.prisma.checkpoint.findFirst({ where, select });
  if (row === null) return null;
  const { sealed, ...checkpoint } = row;
  return { checkpoint, cookies: vault.openJson(checkpointPlace(id), sealed, (data) => Cookies.parse(data)) };
}

/** Answers whether there was one. */
export async function deleteCheckpoint({ db, workspaceId }: Scope, id: string): Promise<boolean> {
  const { count } = await db.prisma.checkpoint.deleteMany({ where: { id, workspaceId } });
  return count > 0;
}
