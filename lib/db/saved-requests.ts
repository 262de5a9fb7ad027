import 'server-only';
import type { Page } from '@/lib/model/page';
import { RequestSpec } from '@/lib/model/request-spec';
import type { SavedRequest } from '@/lib/model/saved-request';
import { readListing, toPage, type Listing } from './cursor';
import { newId } from './ids';
import type { Scope } from './scope';
import { now } from './times';

interface Row {
  id: string;
  name: string;
  sealedSpec: Uint8Array;
  createdAt: string;
  updatedAt: string;
}

const place = (id: string) => ({ column: 'SavedRequest.sealedSpec', row: id });

export async function createSavedRequest(
  { db, workspaceId, vault }: Scope,
  { name, spec }: { name: string; spec: RequestSpec },
): Promise<SavedRequest> {
  const id = newId();
  const time = now();
  await db.prisma.savedRequest.create({
    data: {
      id,
      workspaceId,
      name,
      sealedSpec: vault.sealJson(place(id), spec),
      createdAt: time,
      updatedAt: time,
    },
  });
  return { id, name, spec, createdAt: time, updatedAt: time };
}

/** Newest first. */
export async function listSavedRequests(scope: Scope, listing: Listing): Promise<Page<SavedRequest>> {
  const { take, after } = readListing(listing);
  const rows = await scope.db.prisma.savedRequest.findMany({
    where: {
      workspaceId: scope.workspaceId,
      ...(after && {
        OR: [{ createdAt: { lt: after.time } }, { createdAt: after.time, id: { lt: after.id } }],
      }),
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

/** Replaces what is given. Null: there is no such saved request. */
export async function updateSavedRequest(
  scope: Scope,
  id: string,
  { name, spec }: { name?: string; spec?: RequestSpec },
): Promise<SavedRequest | null> {
  const { db, workspaceId, vault } = scope;
  await db.prisma.savedRequest.updateMany({
    where: { id, workspaceId },
    data: {
      updatedAt: now(),
      ...(name === undefined ? {} : { name }),
      ...(spec === undefined ? {} : { sealedSpec: vault.sealJson(place(id), spec) }),
    },
  });
  return findSavedRequest(scope, id);
}

/** Answers whether there was one. */
export async function deleteSavedRequest({ db, workspaceId }: Scope, id: string): Promise<boolean> {
  const { count } = await db.prisma.savedRequest.deleteMany({ where: { id, workspaceId } });
  return count > 0;
}

function toSavedRequest({ vault }: Scope, { id, name, sealedSpec, createdAt, updatedAt }: Row): SavedRequest {
  const spec = vault.openJson(place(id), sealedSpec, (data) => RequestSpec.parse(data));
  return { id, name, spec, createdAt, updatedAt };
}
