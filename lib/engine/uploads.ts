import type { Body } from '@/lib/model/body';
import type { BodySource } from './body-source';
import { SendFailure } from './failure';

/** A file that was uploaded before, as a body is made of it. */
export interface UploadSource extends BodySource {
  /** null when it came without a name */
  filename: string | null;
}

/** Finds an upload by its id; null when there is none here. May reject with SendFailure `invalid_body`. */
export type OpenUpload = (id: string) => Promise<UploadSource | null>;
export type Uploads = ReadonlyMap<string, UploadSource>;

export const NO_UPLOADS: Uploads = new Map();

/** The uploads that a body names, each looked up once. Fails with `invalid_body`, field `body`, before anything is sent. */
export async function findUploads(
  body: Body | null | undefined,
  openUpload: OpenUpload | undefined,
): Promise<Uploads> {
  const ids = idsOf(body);
  if (ids.length === 0) return NO_UPLOADS;
  const found = new Map<string, UploadSource>();
  for (const id of ids) {
    const upload = found.get(id) ?? (await openUpload?.(id));
    if (!upload) throw missing(id);
    found.set(id, upload);
  }
  return found;
}

/** One of the uploads that were found. */
export function uploadOf(uploads: Uploads, id: string): UploadSource {
  const upload = uploads.get(id);
  if (!upload) throw missing(id);
  return upload;
}

function idsOf(body: Body | null | undefined): string[] {
  if (body?.type === 'file') return [body.upload];
  if (body?.type !== 'multipart') return [];
  return body.parts.flatMap((part) => ('upload' in part ? [part.upload] : []));
}

function missing(id: string): SendFailure {
  const message = `There is no uploaded file ${JSON.stringify(id)} here: it was deleted, or not used for long. Choose the file again.`;
  return new SendFailure('invalid_body', message, { reason: 'upload_missing', field: 'body' });
}
