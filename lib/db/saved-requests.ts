import 'server-only';
import type { Page } from '@/lib/model/page';
import { RequestSpec } from '@/lib/model/request-spec';
import { SavedRequestInput, type SavedRequest } from '@/lib/model/saved-request';
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

type Kept = Omit<SavedRequest, 'id' | 'name' | 'createdAt' | 'updatedAt'>;
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
    },
  });
  return { id, name, ...kept, createdAt: time, updatedAt: time };
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
  { name, ...given }: Partial<Kept> & { name?: string },
): Promise<SavedRequest | null> {
  const { db, workspaceId, vault } = scope;
  const old = await findSavedRequest(scope, id);
  if (!old) return null;
  const { spec, extract, assert } = { ...old, ...given };
  await db.prisma.savedRequest.updateMany({
    where: { id, workspaceId },
    data: {
      updatedAt: now(),
      ...(name === undefined ? {} : { name }),
      sealedSpec: vault.sealJson(savedRequestPlace(id), { spec, extract, assert } satisfies Kept),
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
  return { id, name, ...vault.openJson(savedRequestPlace(id), sealedSpec, readSealed), createdAt, updatedAt };
}
