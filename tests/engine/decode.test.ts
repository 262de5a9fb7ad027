import zlib from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { decodeBody } from '@/lib/engine/decode';
import { LIMITS } from './wire-support';

const TEXT = Buffer.from(
  Array.from({ length: 4_000 }, (_, line) => `${line * 7919} Playjar decodes line ${line}.\n`).join(''),
);
// These are our own bytes: compressing them is no danger, only decoding strangers' is.
const made = {
  gzip: zlib.gzipSync(TEXT),
  deflate: zlib.deflateSync(TEXT),
  br: zlib.brotliCompressSync(TEXT),
};
/** "Playjar" as one zstd frame with a raw block. */
const ZSTD = Buffer.concat([Buffer.from('28b52ffd2007390000', 'hex'), Buffer.from('Playjar')]);

function decode(
  coding: string,
  body: Uint8Array,
  responseBodyBytes = LIMITS.responseBodyBytes,
): ReturnType<typeof decodeBody> {
  return decodeBody([['content-ENCODING', coding]], body, { ...LIMITS, responseBodyBytes });
}

/** An RLE-block bomb: `blocks` blocks of 128 KiB in four bytes each. */
function zstdBomb(blocks: number): Buffer {
  const block = Buffer.from([((131072 << 3) & 0xff) | 2, (131072 >> 5) & 0xff, (131072 >> 13) & 0xff, 0x61]);
  const last = Buffer.from(block);
  last[0] = (last[0] ?? 0) | 1;
  return Buffer.concat([
    Buffer.from('28b52ffd0058', 'hex'),
    ...Array.from({ length: blocks - 1 }, () => block),
    last,
  ]);
}

describe('R154 content codings', () => {
  it.each([
    ['gzip', made.gzip],
    ['X-GZIP', made.gzip],
    ['deflate', made.deflate],
    ['deflate', zlib.deflateRawSync(TEXT)],
    ['BR', made.br],
    [' identity , gzip', made.gzip],
  ])('undoes %s', async (coding, body) => {
    const { body: got, failure } = await decode(coding, body);
    expect(failure).toBeNull();
    expect(TEXT.equals(got)).toBe(true);
  });
  it('undoes zstd', async () => {
    expect(Buffer.from((await decode('zstd', ZSTD)).body).toString()).toBe('Playjar');
  });
  it('undoes several zstd frames, a skippable one among them', async () => {
    const skippable = Buffer.from('502a4d1803000000414141', 'hex');
    const { body, failure } = await decode('zstd', Buffer.concat([ZSTD, skippable, ZSTD]));
    expect(failure).toBeNull();
    expect(Buffer.from(body).toString()).toBe('PlayjarPlayjar');
  });
  it('undoes a list in reverse order, also over two header lines', async () => {
    const body = zlib.gzipSync(zlib.deflateSync(TEXT));
    expect(TEXT.equals((await decode('deflate, gzip', body)).body)).toBe(true);
    const twice = await decodeBody(
      [
        ['Content-Encoding', 'deflate'],
        ['Content-Encoding', 'GZIP'],
      ],
      body,
      LIMITS,
    );
    expect(TEXT.equals(twice.body)).toBe(true);
  });
  it.each(['compress', '__proto__', 'constructor', 'aes128gcm'])(
    'leaves the unknown coding %s untouched',
    async (coding) => {
      expect(await decode(coding, made.gzip)).toEqual({ body: made.gzip, failure: null });
    },
  );
  it('fault 38: concatenated gzip members are one body', async () => {
    expect(
      Buffer.from(
        (await decode('gzip', Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')]))).body,
      ).toString(),
    ).toBe('one two');
  });
});

it('fault 39: deflate without its wrapper', async () => {
  const { body, failure } = await decode('deflate', zlib.deflateRawSync(TEXT));
  expect([TEXT.equals(body), failure]).toEqual([true, null]);
});

describe('junk after gzip', () => {
  const long = Buffer.alloc(300_000, 'ab');
  const header = Buffer.from('1f8b081e0000000000030200aabb6e616d6500636f6d6d656e7400', 'hex');
  const headerSum = Buffer.from(Uint16Array.of(zlib.crc32(header) & 0xffff).buffer);
  const tail = zlib.gzipSync('hello').subarray(10);
  it.each([
    ['after one member', zlib.gzipSync('one'), 'one'],
    ['after two members', Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')]), 'one two'],
    ['after a long one', zlib.gzipSync(long, { level: 0 }), long.toString()],
    ['after one with every optional field', Buffer.concat([header, headerSum, tail]), 'hello'],
  ])('is left out %s', async (_, members, text) => {
    for (const junk of ['junk', '\r\n', '\0\0junk', 'x'.repeat(70_000)]) {
      const { body, failure } = await decode('gzip', Buffer.concat([members, Buffer.from(junk)]));
      expect(failure).toBeNull();
      expect(Buffer.from(body).toString() === text).toBe(true);
    }
  });
  it('does not hide a damaged member', async () => {
    const damaged = Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')]);
    damaged[damaged.length - 6] = 0;
    const { failure } = await decode('gzip', Buffer.concat([damaged, Buffer.from('junk')]));
    expect(failure?.code).toBe('content_decoding_error');
  });
  it('stops at the limit', async () => {
    const { body, failure } = await decode(
      'gzip',
      Buffer.concat([zlib.gzipSync(long), Buffer.from('junk')]),
      1_000,
    );
    expect([body.length, failure?.code]).toEqual([1_000, 'response_too_large']);
  });
});

describe('R155 what cannot be decoded', () => {
  it.each(['gzip', 'deflate', 'br', 'zstd'])('gives an empty body for an empty %s body', async (coding) => {
    expect(await decode(coding, new Uint8Array(0))).toEqual({ body: new Uint8Array(0), failure: null });
  });
  it.each(['gzip', 'br', 'zstd', 'deflate'])('keeps the raw bytes of what is not %s', async (coding) => {
    const { body, failure } = await decode(coding, Buffer.from('<html>not at all</html>'));
    expect(failure?.code).toBe('content_decoding_error');
    expect(Buffer.from(body).toString()).toBe('<html>not at all</html>');
  });
  it.each(Object.entries(made))('keeps the decoded part of a truncated %s body', async (coding, bytes) => {
    const { body, failure } = await decode(coding, bytes.subarray(0, bytes.length - 5));
    expect(failure?.code).toBe('content_decoding_error');
    expect(failure?.details.reason).toBe('truncated');
    expect(body.length).toBeGreaterThan(1_000);
    expect(TEXT.subarray(0, body.length).equals(body)).toBe(true);
  });
  it('keeps the whole blocks of a truncated zstd body', async () => {
    const { body, failure } = await decode('zstd', zstdBomb(4).subarray(0, 15));
    expect(failure?.details.reason).toBe('truncated');
    expect(body.length).toBe(2 * 131_072);
  });
  it('refuses a zstd window beyond 8 MiB before it is allocated', async () => {
    const { failure } = await decode('zstd', Buffer.from('28b52ffd00f8390000506c61796a6172', 'hex'));
    expect(failure?.code).toBe('content_decoding_error');
  });
});

describe('bombs stop at the limit', () => {
  const zeros = Buffer.alloc(48 * 1024 * 1024);
  it.each([
    [40, 'gzip', () => zlib.gzipSync(zeros)],
    [40, 'gzip, gzip', () => zlib.gzipSync(zlib.gzipSync(zeros))],
    [40, 'deflate', () => zlib.deflateSync(zeros)],
    [
      41,
      'br',
      () => zlib.brotliCompressSync(zeros, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } }),
    ],
    [40, 'zstd', () => zstdBomb(16_000)],
  ])('fault %i: %s', async (_, coding, make) => {
    const bomb = make();
    const before = process.memoryUsage().rss;
    const { body, failure } = await decode(coding, bomb, 1_000_000);
    expect(failure?.code).toBe('response_too_large');
    expect(body.length).toBe(1_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });
});

it.each([
  ['whole', made.br, null],
  ['cut short', made.br.subarray(0, -5), 'truncated'],
  ['garbage', Buffer.from('<html>not at all</html>'), 'corrupt'],
  ['garbage behind', Buffer.concat([made.br, Buffer.from('junk')]), null],
])("fault 41: brotli that is %s, and Node's own brotli never sees the bytes", async (_, bytes, reason) => {
  const spies = (['createBrotliDecompress', 'brotliDecompress', 'brotliDecompressSync'] as const).map(
    (name) => vi.spyOn(zlib, name),
  );
  const { body, failure } = await decode('br', bytes);
  expect(failure?.details.reason ?? null).toBe(reason);
  if (reason === null) expect(TEXT.equals(body)).toBe(true);
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});
