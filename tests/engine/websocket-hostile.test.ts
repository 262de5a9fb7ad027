import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ExchangeRecord } from '@/lib/model/exchange';
import type { Progress, SendLimits } from '@/lib/engine/contract';
import { rawServer } from '../support/raw-server';
import { closing, session } from './session-under-test';

function acceptOf(head: string): string {
  const key = /^sec-websocket-key: (.*)$/im.exec(head)?.[1]?.trim() ?? '';
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

function switching(head: string, more = ''): string {
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(head)}\r\n${more}\r\n`;
}

/** One unmasked frame, as a server sends it: first byte, then length and payload (RFC 6455 §5.2). */
function frame(first: number, payload: Buffer | string = ''): Buffer {
  const bytes = Buffer.from(payload as string);
  if (bytes.length < 126) return Buffer.concat([Buffer.from([first, bytes.length]), bytes]);
  const head = Buffer.from([first, 126, 0, 0]);
  head.writeUInt16BE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}
const TEXT = 0x81;

/** Opens a WebSocket to a server that says `bytes` and what `then` does after that. */
async function meet(
  bytes: Buffer | ((head: string) => string),
  then: (socket: Socket) => void = () => undefined,
  limits: Partial<SendLimits> = {},
): Promise<ExchangeRecord> {
  const server = closing(
    await rawServer((socket, { head }) => {
      if (typeof bytes === 'function') socket.write(bytes(head));
      else socket.write(Buffer.concat([Buffer.from(switching(head)), bytes]));
      then(socket);
    }),
  );
  const url = server.url.replace('http', 'ws');
  const { record } = await session().send({ url, socket: { until: { count: 9 } } }, { limits });
  return record;
}

function texts({ socket }: ExchangeRecord): (string | undefined)[] {
  return (socket?.messages ?? [])
    .filter(({ direction, opcode }) => direction === 'received' && opcode === 'text')
    .map(({ text }) => text);
}

describe('a 101 that is none', () => {
  it.each([
    [
      'a wrong accept key',
      (head: string) => switching(head).replace(acceptOf(head), acceptOf('')),
      'bad_accept_key',
    ],
    [
      'no accept key',
      (head: string) => switching(head).replace(/Sec-WebSocket-Accept.*\r\n/, ''),
      'bad_accept_key',
    ],
    ['another protocol', (head: string) => switching(head).replace('websocket', 'h2c'), 'bad_upgrade'],
    ['no Upgrade', (head: string) => switching(head).replace('Upgrade: websocket\r\n', ''), 'bad_upgrade'],
    [
      'no Connection',
      (head: string) => switching(head).replace('Connection: Upgrade\r\n', ''),
      'bad_upgrade',
    ],
    [
      'an extension',
      (head: string) => switching(head, 'Sec-WebSocket-Extensions: permessage-deflate\r\n'),
      'bad_extension',
    ],
    [
      'a subprotocol',
      (head: string) => switching(head, 'Sec-WebSocket-Protocol: chat\r\n'),
      'bad_subprotocol',
    ],
  ])('RFC 6455 §4.1 %s fails as protocol_error, with the response kept', async (_, answer, reason) => {
    const record = await meet(answer);
    expect(record.error).toMatchObject({ code: 'protocol_error', reason });
    expect(record.response).toMatchObject({ status: 101 });
    expect(record.socket).toBeUndefined();
  });

  it('a 101 to an ordinary request is still refused', async () => {
    const server = closing(await rawServer((socket, { head }) => socket.write(switching(head))));
    const failure = await session().failure({ url: server.url });
    expect(failure).toMatchObject({ code: 'protocol_error', reason: 'unexpected_101' });
  });
});

describe('frames that break the rules', () => {
  const masked = Buffer.from([TEXT, 0x81, 1, 2, 3, 4, 0x60]);
  it.each([
    ['§5.1 a masked one', masked, /MASK/],
    ['§5.2 a reserved bit', frame(0xc1, 'x'), /RSV1/],
    ['§5.2 an unknown opcode', frame(0x83, 'x'), /opcode 3/],
    ['§5.4 a continuation of nothing', frame(0x80, 'x'), /opcode 0/],
    ['§5.5 a control frame in pieces', frame(0x09, 'x'), /FIN/],
    ['§5.5 a ping of 126 bytes', frame(0x89, 'x'.repeat(126)), /payload length/],
    ['§7.4 a close code that may not be sent', frame(0x88, Buffer.from([0x03, 0xed])), /status code 1005/],
    ['§8.1 text that is not UTF-8', frame(TEXT, Buffer.from([0xc3, 0x28])), /UTF-8/],
  ])('RFC 6455 %s is a protocol_error, and what came before is kept', async (_, bytes, said) => {
    const record = await meet(Buffer.concat([frame(TEXT, 'before'), bytes]));
    expect(record.error).toMatchObject({ code: 'protocol_error', reason: 'websocket_frame' });
    expect(record.error?.message).toMatch(said);
    expect(texts(record)).toEqual(['before']);
  });

  it('the server is told why with a close code', async () => {
    const server = closing(
      await rawServer((socket, { head }) => {
        socket.write(Buffer.concat([Buffer.from(switching(head)), frame(TEXT, Buffer.from([0xff]))]));
      }),
    );
    const { record } = await session().send({
      url: server.url.replace('http', 'ws'),
      socket: { until: null },
    });
    expect(record.socket?.close).toEqual({ code: 1007, reason: '', by: 'client' });
    await expect.poll(() => unmask(server.received[0])).toEqual([0x88, 1007]);
  });
});

/** First byte and close code of the last frame that a client sent. */
function unmask(received: Buffer | undefined): number[] {
  const sent = received?.subarray(received.indexOf('\r\n\r\n') + 4) ?? Buffer.alloc(0);
  const mask = sent.subarray(2, 6);
  const payload = Buffer.from(sent.subarray(6).map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
  return payload.length < 2 ? [] : [sent[0] ?? 0, payload.readUInt16BE(0)];
}

describe('too much of everything', () => {
  it('a frame that announces 8 EiB is refused before any of it is taken', async () => {
    const huge = Buffer.concat([Buffer.from([0x82, 127]), Buffer.alloc(8, 0x7f)]);
    const record = await meet(Buffer.concat([frame(TEXT, 'before'), huge]));
    expect(record.error).toMatchObject({ code: 'response_too_large' });
    expect(texts(record)).toEqual(['before']);
  });

  it('a message beyond the ceiling is refused, in one frame or in pieces', async () => {
    const limits = { socketMessageBytes: 1_000 };
    const whole = await meet(frame(TEXT, 'x'.repeat(1_001)), undefined, limits);
    expect(whole.error).toMatchObject({ code: 'response_too_large' });
    const pieces = Buffer.concat([frame(0x01, 'x'.repeat(600)), frame(0x80, 'x'.repeat(600))]);
    expect((await meet(pieces, undefined, limits)).error).toMatchObject({ code: 'response_too_large' });
  });

  it('messages that are too many bytes together end it, and the first are kept', async () => {
    const bytes = Buffer.concat(Array.from({ length: 5 }, (_, n) => frame(TEXT, `${n}`.repeat(40))));
    const record = await meet(bytes, undefined, { socketBytes: 100 });
    expect(record.error).toMatchObject({ code: 'response_too_large' });
    expect(texts(record)).toEqual(['0'.repeat(40), '1'.repeat(40)]);
  });

  it('endless pings end at the ceiling of messages', async () => {
    const pings = frame(0x89, 'p').toString('latin1').repeat(50);
    const record = await meet(Buffer.alloc(0), (socket) => {
      const flood = (): void => {
        if (!socket.destroyed) socket.write(pings, 'latin1', () => setImmediate(flood));
      };
      flood();
    });
    expect(record.error).toMatchObject({ code: 'response_too_large' });
    expect(record.socket?.messages).toHaveLength(201);
  });

  it('a message in endless empty pieces ends', async () => {
    const empty = frame(0x00).toString('latin1').repeat(10_000);
    const record = await meet(frame(0x01), (socket) => {
      const flood = (): void => {
        if (!socket.destroyed) socket.write(empty, 'latin1', () => setImmediate(flood));
      };
      flood();
    });
    expect(record.error).toMatchObject({ code: 'protocol_error' });
  });
});

describe('a connection that breaks', () => {
  it('half a frame and a reset is connection_error, with what came before', async () => {
    const half = frame(TEXT, 'cut').subarray(0, 3);
    const server = closing(
      await rawServer((socket, { head }) => {
        socket.write(Buffer.concat([Buffer.from(switching(head)), frame(TEXT, 'before'), half]));
      }),
    );
    const onProgress = ({ type }: Progress): void => {
      if (type === 'message') for (const socket of server.sockets) socket.resetAndDestroy();
    };
    const url = server.url.replace('http', 'ws');
    const { record } = await session().send({ url, socket: { until: { count: 2 } } }, { onProgress });
    expect(record.error).toMatchObject({ code: 'connection_error', reason: 'reset' });
    expect(texts(record)).toEqual(['before']);
    expect(record.socket?.close).toBeNull();
  });

  it('an end without a close frame is connection_error', async () => {
    const record = await meet(frame(TEXT, 'before'), (socket) => socket.end());
    expect(record.error).toMatchObject({ code: 'connection_error', reason: 'closed_early' });
    expect(texts(record)).toEqual(['before']);
  });

  it('a server that never answers our close is left after a while', async () => {
    const server = closing(await rawServer((socket, { head }) => socket.write(switching(head))));
    const url = server.url.replace('http', 'ws');
    const { record } = await session().send({ url, socket: { until: { count: 0 } } });
    expect(record.error).toBeNull();
    expect(record.socket?.close).toEqual({ code: 1000, reason: '', by: 'client' });
    await expect.poll(() => server.sockets.size).toBe(0);
  });

  it('silence before the 101 is a read_timeout', async () => {
    const server = closing(await rawServer(() => undefined));
    const failure = await session().failure({ url: server.url.replace('http', 'ws'), timeout: 0.1 });
    expect(failure).toMatchObject({ code: 'read_timeout' });
  });
});
