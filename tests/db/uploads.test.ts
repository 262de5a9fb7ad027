import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/db/ids';
import type { Scope } from '@/lib/db/scope';
import * as files from '@/lib/db/upload-files';
import * as uploads from '@/lib/db/uploads';
import { fileDatabase, KINDS, newScope } from '../support/database';

const PIECE = 65_536;
const LIMIT = 1_000_000;

/** Bytes that are all different from their neighbours, in pieces of an odd size. */
async function* piecesOf(size: number): AsyncGenerator<Uint8Array> {
  const all = bytes(size);
  for (let at = 0; at < size; at += 7_001) yield all.subarray(at, at + 7_001);
}
function bytes(size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, (_, index) => (index * 7 + (index >> 8)) % 256));
}
async function stored(scope: Scope, size: number): Promise<string> {
  const id = newId();
  expect(await files.writeUploadFile(scope, id, piecesOf(size), LIMIT)).toBe(size);
  return id;
}
async function readAll(scope: Scope, id: string, size: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.readUploadFile(scope, id, size)) pieces.push(piece);
  return Buffer.concat(pieces);
}
const fileOf = ({ db, workspaceId }: Scope, id: string): string =>
  path.join(db.dataDir, 'uploads', workspaceId, id);

describe('the bytes of an upload', () => {
  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 5])(
    'come back as they were: %i',
    async (size) => {
      const scope = await newScope(await fileDatabase('sqlite'));
      const id = await stored(scope, size);
      expect((await readAll(scope, id, size)).equals(bytes(size))).toBe(true);
    },
  );
  it('lie sealed, readable by their owner alone', async () => {
    const scope = await newScope(await fileDatabase('sqlite'));
    const id = newId();
    async function* content() {
      yield Buffer.from('a secret nobody may read');
    }
    await files.writeUploadFile(scope, id, content(), LIMIT);
    expect(readFileSync(fileOf(scope, id)).includes('secret')).toBe(false);
  });
  it('do not open when a byte was changed, when they were cut, or when two pieces changed places', async () => {
    const scope = await newScope(await fileDatabase('sqlite'));
    const size = 3 * PIECE;
    const id = await stored(scope, size);
    const whole = readFileSync(fileOf(scope, id));
    const sealed = whole.length / 3;
    const flipped = Buffer.from(whole);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    const swapped = Buffer.concat([
      whole.subarray(sealed, 2 * sealed),
      whole.subarray(0, sealed),
      whole.subarray(2 * sealed),
    ]);
    for (const wrong of [flipped, swapped, whole.subarray(0, 2 * sealed), whole.subarray(0, -1)]) {
      writeFileSync(fileOf(scope, id), wrong);
      await expect(readAll(scope, id, size)).rejects.toMatchObject({ code: 'secret_unreadable' });
    }
  });
  it('do not open as another upload or in another workspace', async () => {
    const db = await fileDatabase('sqlite');
    const [mine, theirs] = [await newScope(db), await newScope(db)];
    const [one, other, foreign] = [await stored(mine, 10), await stored(mine, 10), await stored(theirs, 10)];
    writeFileSync(fileOf(mine, other), readFileSync(fileOf(mine, one)));
    await expect(readAll(mine, other, 10)).rejects.toMatchObject({ code: 'secret_unreadable' });
    writeFileSync(fileOf(theirs, foreign), readFileSync(fileOf(mine, one)));
    await expect(readAll(theirs, foreign, 10)).rejects.toMatchObject({ code: 'secret_unreadable' });
  });
  it('over the limit, or broken off, leave nothing behind', async () => {
    const scope = await newScope(await fileDatabase('sqlite'));
    expect(await files.writeUploadFile(scope, newId(), piecesOf(200), 199)).toBeNull();
    async function* broken() {
      yield bytes(100_000);
      throw new Error('gone');
    }
    await expect(files.writeUploadFile(scope, newId(), broken(), LIMIT)).rejects.toThrow('gone');
    expect(readdirSync(path.dirname(fileOf(scope, 'x')))).toEqual([]);
  });
  it('are swept when no upload names them, once nobody can be writing them', async () => {
    const db = await fileDatabase('sqlite');
    const scope = await newScope(db);
    const [kept, orphan, fresh] = [await stored(scope, 5), await stored(scope, 5), await stored(scope, 5)];
    await uploads.createUpload(scope, { id: kept, size: 5, filename: null, contentType: null });
    const yesterday = new Date(Date.now() - 24 * 60 * 60_000);
    for (const id of [kept, orphan]) utimesSync(fileOf(scope, id), yesterday, yesterday);
    await files.sweepUploadFiles(db);
    expect([kept, orphan, fresh].map((id) => existsSync(fileOf(scope, id)))).toEqual([true, false, true]);
    await db.prisma.workspace.delete({ where: { id: scope.workspaceId } });
    await files.sweepUploadFiles(db);
    expect(existsSync(fileOf(scope, kept))).toBe(false);
  });
});

describe.each(KINDS)('the rows of uploads (%s)', (kind) => {
  it('are listed newest first, counted and deleted', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const first = { id: newId(), size: 3, filename: 'é.txt', contentType: 'text/plain' };
    const second = { id: newId(), size: 4, filename: null, contentType: null };
    await uploads.createUpload(scope, first);
    await uploads.createUpload(scope, second);
    expect(await uploads.findUpload(scope, first.id)).toMatchObject(first);
    expect(await uploads.uploadedBytes(scope)).toBe(7);
    const { items } = await uploads.listUploads(scope, { limit: 10 });
    expect(items.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect(await uploads.deleteUpload(scope, first.id)).toBe(true);
    expect(await uploads.deleteUpload(scope, first.id)).toBe(false);
    expect(await uploads.findUpload(scope, first.id)).toBeNull();
  });
});
