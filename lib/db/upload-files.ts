import 'server-only';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Vault } from '@/lib/crypto/vault';
import type { Database } from './database';
import type { Scope } from './scope';
import { knownUploads } from './uploads';

/** A file is sealed in pieces of this many bytes, so that it is never in memory whole. */
const PIECE = 65_536;
/** What sealing adds to a piece: version, key id, iv and tag. */
const SEAL = 33;
/** A file without a row is still being written until it is this old. */
const WRITING_MS = 6 * 60 * 60_000;
const PARTIAL = '.part';

const folderOf = (db: Database): string => path.join(/* turbopackIgnore: true */ db.dataDir, 'uploads');
const fileOf = ({ db, workspaceId }: Scope, id: string): string => path.join(folderOf(db), workspaceId, id);

/** Each piece opens only at its own place in its own file, and the last one says so: nothing can be cut off or swapped. */
const placeOf = (id: string, index: number, last: boolean) => ({
  column: 'Upload.file',
  row: `${id}:${index}${last ? ':last' : ''}`,
});

/**
 * Writes a file sealed (AES-256-GCM under the workspace's key) as its bytes come. Answers their number, or null when
 * there are more than `limit`; then, and when `content` breaks, nothing is left.
 */
export async function writeUploadFile(
  scope: Scope,
  id: string,
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<number | null> {
  const target = fileOf(scope, id);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const file = await open(`${target}${PARTIAL}`, 'wx', 0o600);
  let size: number | null = null;
  try {
    size = await writePieces(new SealedWriter(file, scope.vault, id), content, limit);
    if (size !== null) await file.datasync();
  } finally {
    await file.close();
    if (size === null) await rm(`${target}${PARTIAL}`, { force: true });
  }
  if (size !== null) await rename(`${target}${PARTIAL}`, target);
  return size;
}

async function writePieces(
  writer: SealedWriter,
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<number | null> {
  let size = 0;
  for await (const bytes of content) {
    size += bytes.length;
    if (size > limit) return null;
    await writer.push(bytes);
  }
  await writer.end();
  return size;
}

/** Gathers bytes into whole pieces. A full one is held back until it is known whether it is the last. */
class SealedWriter {
  readonly #piece = Buffer.alloc(PIECE);
  #filled = 0;
  #index = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly vault: Vault,
    private readonly id: string,
  ) {}

  async push(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      if (this.#filled === PIECE) await this.#write(false);
      const taken = bytes.subarray(at, at + PIECE - this.#filled);
      this.#piece.set(taken, this.#filled);
      this.#filled += taken.length;
      at += taken.length;
    }
  }

  end(): Promise<void> {
    return this.#write(true);
  }

  async #write(last: boolean): Promise<void> {
    const piece = this.#piece.subarray(0, this.#filled);
    await this.file.write(this.vault.sealBytes(placeOf(this.id, this.#index, last), piece));
    this.#index += 1;
    this.#filled = 0;
  }
}

/** Whether the bytes are in this server's data folder. */
export async function hasUploadFile(scope: Scope, id: string): Promise<boolean> {
  return stat(fileOf(scope, id)).then(
    (found) => found.isFile(),
    () => false,
  );
}

/**
 * The bytes of an upload of `size` bytes, read as they are asked for.
 * @throws AppError `secret_unreadable` when the file was changed or cut; an error of the file system when it is gone
 */
export async function* readUploadFile(scope: Scope, id: string, size: number): AsyncGenerator<Uint8Array> {
  const count = Math.max(1, Math.ceil(size / PIECE));
  const stream = createReadStream(fileOf(scope, id), { highWaterMark: 4 * (PIECE + SEAL) });
  let held: Buffer = Buffer.alloc(0);
  let index = 0;
  const opened = (sealed: Buffer): Buffer => {
    const piece = scope.vault.openBytes(placeOf(id, index, index === count - 1), sealed);
    index += 1;
    return piece;
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (; held.length >= PIECE + SEAL; held = held.subarray(PIECE + SEAL)) {
      yield opened(held.subarray(0, PIECE + SEAL));
    }
  }
  // The last piece is shorter, or missing, which does not open either.
  if (index < count) yield opened(held);
}

export async function removeUploadFile(scope: Scope, id: string): Promise<void> {
  await rm(fileOf(scope, id), { force: true });
}

/** Removes files whose upload, or whose workspace, is gone. */
export async function sweepUploadFiles(db: Database, time: Date = new Date()): Promise<void> {
  for (const workspaceId of await namesIn(folderOf(db))) {
    const folder = path.join(folderOf(db), workspaceId);
    const ids = await namesIn(folder);
    const kept = ids.length > 0 ? await knownUploads(db, ids) : new Set<string>();
    for (const id of ids) {
      const file = path.join(folder, id);
      const found = kept.has(id) ? null : await stat(file).catch(() => null);
      if (found && time.getTime() - found.mtimeMs > WRITING_MS) await rm(file, { force: true });
    }
    if (ids.length === 0) await rmdir(folder).catch(() => undefined);
  }
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
