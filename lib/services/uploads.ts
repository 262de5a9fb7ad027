import 'server-only';
import { newId } from '@/lib/db/ids';
import * as files from '@/lib/db/upload-files';
import * as store from '@/lib/db/uploads';
import { SendFailure, type OpenUpload } from '@/lib/engine';
import { env } from '@/lib/env';
import { AppError, notFound } from '@/lib/errors';
import type { Page } from '@/lib/model/page';
import type { Upload } from '@/lib/model/upload';
import { mayEdit, type Member } from './member';

/** A workspace holds this many times the size of one upload. */
const MOST_FULL = 4;

export interface NewUpload {
  filename: string | null;
  contentType: string | null;
  /** bytes that the caller says will come; null when they do not say */
  announced: number | null;
  content: AsyncIterable<Uint8Array>;
}

/**
 * Keeps a file to be sent, sealed in the data folder; its bytes pass through without being held in memory.
 * @throws AppError `too_large` for one file over `uploadBytes` or a workspace over four times that; `store_full`;
 * `invalid_request` when the upload breaks off
 */
export async function storeUpload(member: Member, upload: NewUpload): Promise<Upload> {
  mayEdit(member);
  const { filename, contentType, announced, content } = upload;
  const most = env().limits.uploadBytes;
  const room = most * MOST_FULL - (await store.uploadedBytes(member.scope));
  checkRoom(announced ?? 0, most, room);
  const id = newId();
  const limit = Math.min(most, room);
  const size = await files.writeUploadFile(member.scope, id, content, limit).catch(explain);
  if (size === null) throw tooLarge(limit < most ? room : most, limit < most);
  const of = { id, filename, contentType, size };
  // Others may have come in while this one did.
  const stored = await store.createUpload(member.scope, of, most * MOST_FULL);
  if (stored) return stored;
  await files.removeUploadFile(member.scope, id);
  throw tooLarge(most * MOST_FULL - (await store.uploadedBytes(member.scope)), true);
}

function checkRoom(announced: number, most: number, room: number): void {
  if (announced > most) throw tooLarge(most, false);
  if (room <= 0 || announced > room) throw tooLarge(room, true);
}

function tooLarge(bytes: number, full: boolean): AppError {
  const message = full
    ? `This workspace has room for ${Math.max(0, bytes)} more bytes of uploads. Delete some that are no longer needed.`
    : `One upload can have ${bytes} bytes at most (uploadBytes in PLAYJAR_LIMITS).`;
  return new AppError('too_large', message);
}

/** What went wrong while the bytes came or were written. */
function explain(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    throw new AppError('store_full', 'The disk of the server has no room for this file.');
  if (error instanceof BrokenOff)
    throw new AppError('invalid_request', 'The upload broke off before its end. Nothing of it was kept.');
  throw error;
}

/** The caller stopped sending. */
class BrokenOff extends Error {}

/** The bytes of a request as they come. */
export async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  try {
    for (;;) {
      const read = await reader.read().catch((cause: unknown) => {
        throw new BrokenOff('the upload broke off', { cause });
      });
      if (read.done) return;
      yield read.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The workspace's uploads, newest first. */
export function listUploads(
  member: Member,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<Page<Upload>> {
  return store.listUploads(member.scope, { cursor, limit });
}

/** @throws AppError `not_found`, also when its bytes are not in this server's data folder */
export async function getUpload(member: Member, id: string): Promise<Upload> {
  const upload = await store.findUpload(member.scope, id);
  if (!upload || !(await files.hasUploadFile(member.scope, id))) throw notFound('upload');
  return upload;
}

/** @throws AppError `not_found` */
export async function deleteUpload(member: Member, id: string): Promise<void> {
  mayEdit(member);
  if (!(await store.deleteUpload(member.scope, id))) throw notFound('upload');
  await files.removeUploadFile(member.scope, id);
}

/** How a send of this member finds the files that its body names. */
export function uploadsOf({ scope }: Member): OpenUpload {
  return async (id) => {
    const upload = await store.findUpload(scope, id);
    if (!upload) return null;
    const { size, filename } = upload;
    const name = filename ?? id;
    if (!(await files.hasUploadFile(scope, id))) throw elsewhere(name);
    async function* open(): AsyncGenerator<Uint8Array> {
      try {
        yield* files.readUploadFile(scope, id, size);
      } catch (cause) {
        throw unreadable(name, cause);
      }
    }
    return { size, filename, open };
  };
}

function elsewhere(name: string): SendFailure {
  const message = `The file “${name}” is not in the data folder of this server: another instance may have it, or the folder was emptied. Upload it again.`;
  return new SendFailure('invalid_body', message, { reason: 'upload_elsewhere', field: 'body' });
}

function unreadable(name: string, cause: unknown): SendFailure {
  const message = `The file “${name}” could not be read to its end, so the request broke off. Upload it again.`;
  return new SendFailure('invalid_body', message, { reason: 'upload_unreadable', field: 'body', cause });
}
