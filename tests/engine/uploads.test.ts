import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SendOptions } from '@/lib/engine/contract';
import { SendFailure } from '@/lib/engine/failure';
import type { UploadSource } from '@/lib/engine/uploads';
import { rawServer } from '../support/raw-server';
import { closing, echo, hop, hopping, session, target } from './session-under-test';

/** A file of `size` bytes in pieces of 64 KiB, and how often it was opened, read and closed. */
interface TestFile extends UploadSource {
  opened: number;
  read: number;
  closed: number;
}
function file(size: number, filename: string | null = 'data.bin'): TestFile {
  const made: TestFile = {
    size,
    filename,
    opened: 0,
    read: 0,
    closed: 0,
    async *open() {
      made.opened += 1;
      try {
        for (let at = 0; at < size; at += 65_536) {
          const piece = Buffer.alloc(Math.min(65_536, size - at), (at / 65_536) % 251);
          made.read += piece.length;
          yield piece;
        }
      } finally {
        made.closed += 1;
      }
    },
  };
  return made;
}

function having(one: UploadSource): Pick<SendOptions, 'openUpload'> {
  return { openUpload: async (id) => (id === 'one' ? one : null) };
}

async function digestOf(one: UploadSource): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of one.open()) hash.update(piece);
  return hash.digest('hex');
}

const BODY = { type: 'file', upload: 'one' } as const;

describe('a file read while it is sent', () => {
  it('R68 arrives whole, with its length and no Content-Type of its own', async () => {
    const server = await target((_, response) => response.end());
    const one = file(20 * 1024 * 1024 + 17);
    const { record } = await session().send({ method: 'PUT', url: server.url, body: BODY }, having(one));
    expect(record.error).toBeNull();
    const [arrived] = server.requests;
    expect(arrived?.header('content-length')).toBe(String(one.size));
    expect(arrived?.header('transfer-encoding')).toBeUndefined();
    expect(arrived?.header('content-type')).toBeUndefined();
    expect(
      createHash('sha256')
        .update(arrived?.body ?? '')
        .digest('hex'),
    ).toBe(await digestOf(one));
  });
  it('R68 a file without bytes goes chunked, as a stream of length zero does', async () => {
    const server = await target(echo);
    await session().send({ method: 'POST', url: server.url, body: BODY }, having(file(0)));
    expect(server.requests[0]?.header('transfer-encoding')).toBe('chunked');
    expect(server.requests[0]?.header('content-length')).toBeUndefined();
    expect(server.requests[0]?.body.length).toBe(0);
  });
  it('goes in chunks when the request says so', async () => {
    const server = await target(echo);
    const headers: [string, string][] = [['Transfer-Encoding', 'chunked']];
    await session().send({ method: 'POST', url: server.url, headers, body: BODY }, having(file(200_000)));
    expect(server.requests[0]?.header('content-length')).toBeUndefined();
    expect(server.requests[0]?.body.length).toBe(200_000);
  });
  it('R82 is read again from its start after a 307', async () => {
    const server = await target(hopping);
    const one = file(150_000);
    const { record } = await session().send(
      { method: 'POST', url: server.url + hop(307, '/there'), body: BODY },
      having(one),
    );
    expect(record.error).toBeNull();
    expect(server.requests.map(({ body }) => body.length)).toEqual([150_000, 150_000]);
    expect(one).toMatchObject({ opened: 2, closed: 2 });
  });
  it('R127 is read again to answer a digest challenge', async () => {
    const server = await target((request, response) => {
      if (!request.header('authorization'))
        response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' });
      response.end();
    });
    const one = file(90_000);
    const auth = { type: 'digest', username: 'u', password: 'p' } as const;
    await session().send({ method: 'POST', url: server.url, auth, body: BODY }, having(one));
    expect(server.requests.map(({ body }) => body.length)).toEqual([90_000, 90_000]);
  });
  it('R70 is a part of multipart under its own name, with the headers given', async () => {
    const server = await target((_, response) => response.end());
    const one = file(100_000, 'holiday.jpg');
    await session().send(
      {
        method: 'POST',
        url: server.url,
        body: {
          type: 'multipart',
          parts: [
            { name: 'photo', upload: 'one', contentType: 'image/jpeg', headers: [['X-Part', '1']] },
            { name: 'title', value: 'Sea' },
          ],
        },
      },
      having(one),
    );
    const [arrived] = server.requests;
    expect(arrived?.header('content-length')).toBe(String(arrived?.body.length));
    const form = await new Response(new Uint8Array(arrived?.body ?? []), {
      headers: { 'content-type': arrived?.header('content-type') ?? '' },
    }).formData();
    expect(form.get('title')).toBe('Sea');
    expect(form.get('photo')).toMatchObject({ name: 'holiday.jpg', type: 'image/jpeg', size: 100_000 });
    expect(arrived?.body.toString('latin1')).toContain('Content-Type: image/jpeg\r\nX-Part: 1\r\n\r\n');
  });
});

describe('the record of a file that was sent', () => {
  it('holds its size and its beginning, and says that it was cut', async () => {
    const server = await target((_, response) => response.end());
    const { record } = await session().send(
      { method: 'POST', url: server.url, body: BODY },
      having(file(1024 * 1024)),
    );
    expect(record.request.body).toMatchObject({ size: 1024 * 1024, truncated: true });
    expect(record.request.body.text ?? record.request.body.base64 ?? '').not.toBe('');
  });
  it('holds a short one whole', async () => {
    const server = await target((_, response) => response.end());
    const { record } = await session().send({ method: 'POST', url: server.url, body: BODY }, having(file(3)));
    expect(record.request.body).toEqual({ size: 3, text: '\0\0\0' });
  });
  it('of text held in memory is cut too, and says so', async () => {
    const server = await target((_, response) => response.end());
    const body = { type: 'text', text: 'x'.repeat(300_000) } as const;
    const { record } = await session().send({ method: 'POST', url: server.url, body });
    expect(record.request.body).toMatchObject({ size: 300_000, truncated: true });
    expect(record.request.body.text).toHaveLength(256 * 1024);
  });
});

describe('faults while a file is sent', () => {
  it('fault 35: shows a 413 that comes while 20 MB are on their way up, and reads no further', async () => {
    let asked = 0;
    const server = closing(
      await rawServer((socket) => {
        asked += 1;
        if (asked > 1) return socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ncalm');
        socket.pause();
        return socket.end(
          'HTTP/1.1 413 Content Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nmuch',
        );
      }),
    );
    const one = file(20 * 1024 * 1024);
    const me = session();
    const { record, body } = await me.send({ method: 'POST', url: server.url, body: BODY }, having(one));
    expect([record.response?.status, Buffer.from(body).toString()]).toEqual([413, 'much']);
    await expect.poll(() => one.closed).toBe(1);
    expect(one.read).toBeLessThan(one.size);
    expect(Buffer.from((await me.get(server.url)).body).toString()).toBe('calm');
  });
  it('74 cancelling stops reading it', async () => {
    const server = closing(await rawServer((socket) => socket.pause()));
    const one = file(60 * 1024 * 1024);
    const stop = new AbortController();
    const sent = session().send(
      { method: 'POST', url: server.url, body: BODY },
      { ...having(one), signal: stop.signal },
    );
    await expect.poll(() => one.read).toBeGreaterThan(0);
    stop.abort();
    expect((await sent).record.error?.code).toBe('cancelled');
    await expect.poll(() => one.closed).toBe(1);
    expect(one.read).toBeLessThan(one.size);
  });
  it('one that cannot be read to its end is told of, and the connection is closed', async () => {
    const server = closing(await rawServer(() => undefined));
    const broken: UploadSource = {
      ...file(100_000),
      async *open() {
        yield Buffer.alloc(10);
        throw new SendFailure('invalid_body', 'The file is damaged.', { field: 'body' });
      },
    };
    const failure = await session().failure({ method: 'POST', url: server.url, body: BODY }, having(broken));
    expect(failure).toMatchObject({ code: 'invalid_body', field: 'body', message: 'The file is damaged.' });
    await expect.poll(() => server.sockets.size).toBe(0);
  });
  it('one that is not there is refused before anything is sent', async () => {
    const failure = await session().failure({ url: 'http://127.0.0.1:9/', body: BODY });
    expect(failure).toMatchObject({ code: 'invalid_body', reason: 'upload_missing', field: 'body' });
  });
  it('one over the limit is refused before it is opened', async () => {
    const one = file(1000);
    const failure = await session().failure(
      { url: 'http://127.0.0.1:9/', body: BODY },
      { ...having(one), limits: { uploadBytes: 999 } },
    );
    expect(failure).toMatchObject({ code: 'invalid_body', field: 'body' });
    expect(one.opened).toBe(0);
  });
});
