import 'server-only';
import type { Page } from '@/lib/model/page';
import { RequestSpec } from '@/lib/model/request-spec';
import { SavedRequestInput, type SavedRequest } from '@/lib/model/saved-request';
import { type Listing, madeBefore, readListing, toPage } from './cursor';
import { newId } from './ids';
import type { Scope } from './scope';
import { now } from './times';

interface Row {
  id: string;
  name: string;
  version: number;
  sealedSpec: Uint8Array;
  createdAt: string;
  updatedAt: string;
}

type Kept = Omit<SavedRequest, 'id' | 'name' | 'version' | 'createdAt' | 'updatedAt'>;
const Sealed = SavedRequestInput.omit({ name: true });

/** Version 1 held the request alone. */
function readSealed(data: unknown): Kept {
  if (typeof data === 'object' && data !== null && 'spec' in data) return Sealed.parse(data);
  return { spec: RequestSpec.parse(data), extract: [], assert: [] };
}

/** Where its sealed part lies. */
export const savedRequestPlace = (id: string) => ({ column: 'SavedRequest.sealedSpec', row: id });

export async function createSavedRequest(
  { db, workspaceId, vault }: Scope,
  { name, ...given }: Pick<SavedRequest, 'name' | 'spec'> & Partial<Kept>,
  changedBy: string | null = null,
): Promise<SavedRequest> {
  const id = newId();
  const time = now();
  const kept: Kept = { extract: [], assert: [], ...given };
  await db.prisma.savedRequest.create({
    data: {
      id,
      workspaceId,
      name,
      sealedSpec: vault.sealJson(savedRequestPlace(id), kept),
      createdAt: time,
      updatedAt: time,
      changedBy,
    },
  });
  return { id, name, ...kept, version: 1, createdAt: time, updatedAt: time };
}

/** Newest first. */
export async function listSavedRequests(scope: Scope, listing: Listing): Promise<Page<SavedRequest>> {
  const { take, after } = readListing(listing);
  const rows = await scope.db.prisma.savedRequest.findMany({
    where: {
      workspaceId: scope.workspaceId,
      ...madeBefore(after),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: take + 1,
  });
  return toPage(
    rows,
    take,
    (row) => ({ time: row.createdAt, id: row.id }),
    (row) => toSavedRequest(scope, row),
  );
}

/** @throws AppError `secret_unreadable` */
export async function findSavedRequest(scope: Scope, id: string): Promise<SavedRequest | null> {
  const row = await scope.db.prisma.savedRequest.findFirst({ where: { id, workspaceId: scope.workspaceId } });
  return row && toSavedRequest(scope, row);
}

/**
 * Replaces what is given. `stale`: `ifVersion` is not the stored version any more; null: there is no such saved request.
 * @param by.changedBy who does it, as others know them
 */
export async function updateSavedRequest(
  scope: Scope,
  id: string,
  { name, ...given }: Partial<Kept> & { name?: string },
  { ifVersion, changedBy = null }: { ifVersion?: number; changedBy?: string | null } = {},
): Promise<SavedRequest | 'stale' | null> {
  const { db, workspaceId, vault } = scope;
  const old = await findSavedRequest(scope, id);
  if (!old) return null;
  const { spec, extract, assert } = { ...old, ...given };
  const version = ifVersion ?? old.version;
  const { count } = await db.prisma.savedRequest.updateMany({
    where: { id, workspaceId, version },
    data: {
      updatedAt: now(),
      version: { increment: 1 },
      changedBy,
      ...(name === undefined ? {} : { name }),
      sealedSpec: vault.sealJson(savedRequestPlace(id), { spec, extract, assert } satisfies Kept),
    },
  });
  const saved = await findSavedRequest(scope, id);
  if (saved && count === 0)
    return ifVersion === undefined
      ? updateSavedRequest(scope, id, { ...(name === undefined ? {} : { name }), ...given }, { changedBy })
      : 'stale';
  return saved;
}

/** Who saved it last; null: nobody noted it. */
export async function whoSavedRequest({ db, workspaceId }: Scope, id: string): Promise<string | null> {
  const text = 'SELECT "changedBy" FROM "SavedRequest" WHERE "id" = ? AND "workspaceId" = ?';
  return (await db.sql.all<{ changedBy: string | null }>(text, [id, workspaceId]))[0]?.changedBy ?? null;
}

/** Answers whether there was one. */
export async function deleteSavedRequest({ db, workspaceId }: Scope, id: string): Promise<boolean> {
  const { count } = await db.prisma.savedRequest.deleteMany({ where: { id, workspaceId } });
  return count > 0;
}

function toSavedRequest({ vault }: Scope, row: Row): SavedRequest {
  const { id, name, version, sealedSpec, createdAt, updatedAt } = row;
  return {
    id,
    name,
    version,
    ...vault.openJson(savedRequestPlace(id), sealedSpec, readSealed),
    createdAt,
    updatedAt,
  };
}
