import 'server-only';
import { z } from 'zod';
import type { Page } from '@/lib/model/page';
import type { Upload } from '@/lib/model/upload';
import { type Listing, madeBefore, readListing, toPage } from './cursor';
import type { Database } from './database';
import type { Scope } from './scope';
import { now } from './times';

const Sealed = z.object({ filename: z.string().nullable(), contentType: z.string().nullable() });

interface Row {
  id: string;
  size: number;
  sealed: Uint8Array;
  createdAt: string;
}

const place = (id: string) => ({ column: 'Upload.sealed', row: id });

/**
 * Writes down a file whose bytes are in the data folder already. Null, and nothing written, when all uploads of the workspace
 * would have more than `most` bytes then, those counted that came in meanwhile.
 */
export async function createUpload(
  { db, workspaceId, vault }: Scope,
  { id, size, filename, contentType }: Omit<Upload, 'createdAt'>,
  most = Infinity,
): Promise<Upload | null> {
  const createdAt = now();
  const sealed = vault.sealJson(place(id), { filename, contentType });
  const insert =
    'INSERT INTO "Upload" ("id", "workspaceId", "size", "sealed", "createdAt") VALUES (?, ?, ?, ?, ?)';
  const fits =
    'UPDATE "Upload" SET "size" = "size" WHERE "id" = ? AND (SELECT sum("size") FROM "Upload" WHERE "workspaceId" = ?) <= ?';
  const written = await db.sql.write([
    // Locks its row: of two at once the second counts after the first is there.
    { text: 'UPDATE "Workspace" SET "kind" = "kind" WHERE "id" = ?', args: [workspaceId] },
    { text: insert, args: [id, workspaceId, size, sealed, createdAt] },
    ...(most === Infinity ? [] : [{ text: fits, args: [id, workspaceId, most], needsRow: true as const }]),
  ]);
  return written && { id, filename, size, contentType, createdAt };
}

/** @throws AppError `secret_unreadable` */
export async function findUpload(scope: Scope, id: string): Promise<Upload | null> {
  const row = await scope.db.prisma.upload.findFirst({ where: { id, workspaceId: scope.workspaceId } });
  return row && toUpload(scope, row);
}

/** Newest first. */
export async function listUploads(scope: Scope, listing: Listing): Promise<Page<Upload>> {
  const { take, after } = readListing(listing);
  const rows = await scope.db.prisma.upload.findMany({
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
    (row) => toUpload(scope, row),
  );
}

/** Answers whether there was one. Its bytes go by `removeUploadFile`. */
export async function deleteUpload({ db, workspaceId }: Scope, id: string): Promise<boolean> {
  const { count } = await db.prisma.upload.deleteMany({ where: { id, workspaceId } });
  return count > 0;
}

/** Bytes of all uploads of the workspace. */
export async function uploadedBytes({ db, workspaceId }: Scope): Promise<number> {
  const { _sum } = await db.prisma.upload.aggregate({ where: { workspaceId }, _sum: { size: true } });
  return _sum.size ?? 0;
}

/** Which of these ids are uploads, in any workspace: the files of the others have no owner any more. */
export async function knownUploads({ prisma }: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await prisma.upload.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

function toUpload({ vault }: Scope, { id, size, sealed, createdAt }: Row): Upload {
  return { id, ...vault.openJson(place(id), sealed, (data) => Sealed.parse(data)), size, createdAt };
}
