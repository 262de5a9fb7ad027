import zlib from 'node:zlib';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { SendLimits, WireRequest, WireResponse } from '@/lib/engine/contract';
import { decodeBody } from '@/lib/engine/decode';
import type { SendFailure } from '@/lib/engine/failure';
import { createTransport } from '@/lib/engine/transport';
import { rawServer, type RawServer, type Script } from '../support/raw-server';
import { LIMITS, OPEN, outcome, wireRequest } from './wire-support';

const open: { close(): Promise<void> }[] = [];
const surprises: unknown[] = [];
process.on('unhandledRejection', (reason) => surprises.push(reason));
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  expect(surprises).toEqual([]);
});

interface Fault {
  response: WireResponse | null;
  failure: SendFailure | null;
  target: RawServer;
}

/**
 * Meets a fault, then proves that the session lives: the same transport gets an ordinary answer from the same server,
 * and no socket of the broken exchange is left open.
 */
async function meet(script: Script, changes: Partial<WireRequest> = {}, limits: Partial<SendLimits> = {}): Promise<Fault> {
  let calm = false;
  const target = await rawServer((socket, seen) => (calm ? socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ncalm') : script(socket, seen)));
  const transport = createTransport(OPEN);
  open.push(transport, target);
  const met = await outcome(transport, wireRequest(target.url, changes), limits);
  calm = true;
  if (met.failure) await expect.poll(() => target.sockets.size, { timeout: 1_000, interval: 5 }).toBe(0);
  const after = await outcome(transport, wireRequest(target.url));
  expect(after.response?.body.toString()).toBe('calm');
  return { ...met, target };
}

/** Writes this and closes. */
const says = (text: string): Script => (socket) => socket.end(Buffer.from(text, 'latin1'));
/** Writes this and stays. */
const says_and_stays = (text: string): Script => (socket) => socket.write(Buffer.from(text, 'latin1'));
/** Writes this again and again until the other side goes. */
const endless = (start: string, rest: string): Script => (socket) => {
  socket.write(start);
  const pump = (): void => {
    while (!socket.destroyed && socket.write(rest));
    if (!socket.destroyed) socket.once('drain', pump);
  };
  pump();
};
const OK = 'HTTP/1.1 200 OK\r\n';

function expectFailure({ failure }: Fault, code: string, reason?: string): void {
  expect(failure?.code).toBe(code);
  if (reason !== undefined) expect(failure?.details.reason).toBe(reason);
  expect(failure?.message).toMatch(/^[A-Z0-9].*[.]$/);
}

describe('faults before the headers', () => {
  it('1 port closed', async () => {
    const listener = net.createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as net.AddressInfo;
    listener.close();
    const { failure } = await outcome(createTransport(OPEN), wireRequest(`http://127.0.0.1:${port}/`));
    expect(failure?.code).toBe('connection_error');
    expect(failure?.details.reason).toBe('refused');
    expect(failure?.message).toBe(`Nothing listens on 127.0.0.1:${port} (connection refused). Check the port, or start the server.`);
  });
  it('2 accept then close', async () => {
    const target = await rawServer(() => undefined, { onConnection: (socket) => socket.destroy() });
    open.push(target);
    const { failure } = await outcome(createTransport(OPEN), wireRequest(target.url));
    expect(failure?.code).toBe('connection_error');
    expect(failure?.details.reason).toMatch(/closed_early|reset/);
  });
  it('3 reset before the response', async () => expectFailure(await meet((socket) => socket.resetAndDestroy()), 'connection_error', 'reset'));
  it('4 closed without a byte', async () => expectFailure(await meet((socket) => socket.end()), 'connection_error', 'closed_early'));
  it.each(['H', 'HTTP/1.1', 'HTTP/1.1 20', OK.slice(0, -1)])('5 half a status line: %j', async (half) => expectFailure(await meet(says(half)), 'connection_error', 'closed_early'));
  it.each([`${OK}Content-`, `${OK}Content-Length: 5\r\n`, `${OK}Content-Length: 5`])('6 half the headers: %j', async (half) => expectFailure(await meet(says(half)), 'connection_error', 'closed_early'));
  it.each(['SSH-2.0-OpenSSH_9.6\r\n', 'hello\n', '<html></html>', '220 smtp ready\r\n', '\0\0\0', 'HTTP', 'HTTX/1.1 200 OK\r\n\r\n', 'HTTP/2.0 200 OK\r\n\r\n', 'HTTP/1.1 abc\r\n\r\n', 'HTTP/1.1 2000 OK\r\n\r\n', 'HTTP/1.1  200 OK\r\n\r\n'])(
    '18 no HTTP/1.1: %j',
    async (text) => {
      const fault = await meet(text === 'HTTP' ? says(`${text}\r\n\r\n`) : says_and_stays(text));
      expectFailure(fault, 'protocol_error');
    },
  );
  it('22 one header of 33 KiB', async () => expectFailure(await meet(says(`${OK}X: ${'a'.repeat(33 * 1024)}\r\n\r\n`)), 'headers_too_large'));
  it('23 endless headers', async () => expectFailure(await meet(endless(OK, 'X-Again: and again\r\n'.repeat(100))), 'headers_too_large'));
  it('23 endless tiny headers', async () => expectFailure(await meet(endless(OK, 'a:\r\n'.repeat(500))), 'headers_too_large'));
  it('24 endless reason phrase', async () => expectFailure(await meet(endless('HTTP/1.1 200 ', 'a'.repeat(10_000))), 'response_too_large'));
  it('25 endless line ends before the status line', async () => expectFailure(await meet(endless('', '\r\n'.repeat(5_000))), 'response_too_large'));
  it('26 headers never come', async () => expectFailure(await meet(() => undefined, { readMs: 100 }), 'read_timeout'));
  it('26 a drip that never ends meets the total deadline', async () => {
    const drip: Script = (socket) => {
      socket.write(OK);
      const timer = setInterval(() => socket.write('a'), 20);
      socket.on('close', () => clearInterval(timer));
    };
    expectFailure(await meet(drip, { readMs: 200 }, { totalMs: 400 }), 'total_timeout');
  });
  it('27 endless 103', async () => expectFailure(await meet(endless('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(10))), 'protocol_error', 'endless_1xx'));
  it.each(['HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'])('28 unsolicited %j', async (interim) =>
    expectFailure(await meet(says_and_stays(`${interim}${OK}Content-Length: 2\r\n\r\nhi`)), 'protocol_error'));
});

describe('odd but right', () => {
  const fine = async (script: Script, changes: Partial<WireRequest> = {}): Promise<WireResponse> => {
    const { response, failure } = await meet(script, changes);
    expect(failure).toBeNull();
    if (!response) throw new Error('no response');
    return response;
  };
  it('17 HTTP/1.0 until the connection closes', async () => {
    const { body, httpVersion } = await fine(says('HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end'));
    expect([body.toString(), httpVersion]).toEqual(['until the end', '1.0']);
  });
  it('19 no headers at all', async () => {
    const { body, headers } = await fine(says(`${OK}\r\nbody`));
    expect([body.toString(), headers]).toEqual(['body', []]);
  });
  it.each(['HTTP/1.1 200\r\n', 'HTTP/1.1 200 \r\n'])('20 no reason phrase: %j', async (line) => {
    const { status, reason } = await fine(says(`${line}Content-Length: 0\r\n\r\n`));
    expect([status, reason]).toEqual([200, '']);
  });
  it('21 keeps latin-1 bytes, case, order and repeats of headers', async () => {
    const { headers, reason } = await fine(says(`HTTP/1.1 200 Gr\xfc\xdfe\r\nx-B: caf\xe9\r\nX-a:  two words \t\r\nx-B: \x80\xff\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n`));
    expect(headers).toEqual([['x-B', 'caf\xe9'], ['X-a', 'two words'], ['x-B', '\x80\xff'], ['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2'], ['Content-Length', '0']]);
    expect(reason).toBe('Grüße');
  });
  it('21 reads a UTF-8 reason as UTF-8 (R152)', async () => {
    expect((await fine(says(`HTTP/1.1 200 ${Buffer.from('Grüße').toString('latin1')}\r\nContent-Length: 0\r\n\r\n`))).reason).toBe('Grüße');
  });
  it('29 102 and 103, then 200', async () => {
    const { status, headers } = await fine(says(`HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}Content-Length: 2\r\n\r\nhi`));
    expect([status, headers]).toEqual([200, [['Content-Length', '2']]]);
  });
  it('28 takes a 100 that was asked for', async () => {
    const response = await fine(says(`HTTP/1.1 100 Continue\r\n\r\n${OK}Content-Length: 2\r\n\r\nhi`), { method: 'POST', headers: [['Expect', '100-continue']], body: Buffer.from('x') });
    expect(response.body.toString()).toBe('hi');
  });
  it.each([204, 304])('33 %i with Content-Length', async (status) => {
    const response = await fine(says_and_stays(`HTTP/1.1 ${status} X\r\nContent-Length: 500\r\nETag: "a"\r\n\r\n`));
    expect([response.status, response.body.length]).toEqual([status, 0]);
    expect(response.headers[0]).toEqual(['Content-Length', '500']);
  });
  it('34 HEAD with a body', async () => {
    const response = await fine(says_and_stays(`${OK}Content-Length: 4\r\n\r\nbody`), { method: 'HEAD' });
    expect(response.body.length).toBe(0);
  });
  it('34 HEAD of something larger than is allowed', async () => {
    expect((await fine(says_and_stays(`${OK}Content-Length: 99999999999\r\n\r\n`), { method: 'HEAD' })).status).toBe(200);
  });
  it('R166 takes the same Content-Length twice', async () => {
    const { body, headers } = await fine(says(`${OK}Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi`));
    expect([body.toString(), headers.length]).toEqual(['hi', 2]);
  });
  it('16 shows trailers apart from the headers', async () => {
    const { body, trailers, headers } = await fine(says(`${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Sum: abc\r\nSet-Cookie: a=1\r\n\r\n`));
    expect(body.toString()).toBe('hi');
    expect(trailers).toEqual([['X-Sum', 'abc'], ['Set-Cookie', 'a=1']]);
    expect(headers.length).toBe(1);
  });
  it('takes a body in many small pieces', async () => {
    const pieces: Script = (socket) => void (async () => {
      for (const byte of `${OK}Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nhi\r\n0\r\n\r\n`) {
        socket.write(byte);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    expect((await fine(pieces)).body.toString()).toBe('hi');
  });
  it('35 shows a 413 that comes while 20 MB are on their way up', async () => {
    const early = await rawServer(() => undefined, {
      onConnection: (socket) => socket.once('data', () => {
        socket.write('HTTP/1.1 413 Content Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nmuch', () => setTimeout(() => socket.destroy(), 20));
        socket.pause();
      }),
    });
    const transport = createTransport(OPEN);
    open.push(early, transport);
    const { response, failure } = await outcome(transport, wireRequest(early.url, { method: 'POST', body: Buffer.alloc(20 * 1024 * 1024) }));
    expect(failure).toBeNull();
    expect([response?.status, response?.body.toString()]).toEqual([413, 'much']);
  });
});

describe('faults in the framing', () => {
  it('9 two different Content-Length', async () => expectFailure(await meet(says(`${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi!`)), 'protocol_error'));
  it('9 two Content-Length in one line', async () => expectFailure(await meet(says(`${OK}Content-Length: 2, 3\r\n\r\nhi!`)), 'protocol_error'));
  it.each(['-1', '+2', '0x2', 'abc', ''])('9 Content-Length %j', async (length) => expectFailure(await meet(says(`${OK}Content-Length: ${length}\r\n\r\nhi`)), 'protocol_error'));
  it('10 Content-Length and chunked', async () => {
    const fault = await meet(says(`${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`));
    expectFailure(fault, 'protocol_error', 'smuggling');
    expect(fault.failure?.message).toContain('smuggling');
  });
  const chunked = `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n`;
  it.each(['xyz\r\nbody\r\n', '-1\r\n', '5 5\r\nagain\r\n'])('11 bad chunk size %j', async (rest) => {
    const fault = await meet(says(`${chunked}${rest}`));
    expectFailure(fault, 'protocol_error');
    expect(fault.response?.body.toString()).toBe('first');
  });
  it('12 no line end after a chunk', async () => {
    const fault = await meet(says(`${chunked}3\r\nabcX\r\n`));
    expectFailure(fault, 'protocol_error');
    expect(fault.response?.body.toString()).toBe('firstabc');
  });
  it('13 chunked without an end', async () => {
    const fault = await meet(says(chunked));
    expectFailure(fault, 'connection_error', 'closed_early');
    expect(fault.response?.body.toString()).toBe('first');
  });
  it('14 chunk size overflow', async () => expectFailure(await meet(says(`${chunked}fffffffffffffffff\r\n`)), 'protocol_error'));
  it('15 endless chunk extension', async () => expectFailure(await meet(endless(`${chunked}5;`, 'a'.repeat(10_000))), 'response_too_large'));
  it('16 trailer bomb', async () => expectFailure(await meet(endless(`${chunked}0\r\n`, 'X-Trailer: again\r\n'.repeat(100))), 'headers_too_large'));
});

describe('faults in the body', () => {
  it('7 reset in the body keeps what came', async () => {
    const fault = await meet((socket) => {
      socket.write(`${OK}Content-Length: 500\r\nSet-Cookie: a=1\r\n\r\npart`);
      setTimeout(() => socket.resetAndDestroy(), 30);
    });
    expectFailure(fault, 'connection_error', 'reset');
    expect(fault.response?.body.toString()).toBe('part');
    expect(fault.response?.headers).toContainEqual(['Set-Cookie', 'a=1']);
  });
  it('7 reset in a body that has no length', async () => {
    const fault = await meet((socket) => {
      socket.write(`${OK}\r\npart`);
      setTimeout(() => socket.resetAndDestroy(), 30);
    });
    expectFailure(fault, 'connection_error', 'reset');
    expect(fault.response?.body.toString()).toBe('part');
  });
  it('8 Content-Length too long', async () => {
    const fault = await meet(says(`${OK}Content-Length: 500\r\n\r\npart`));
    expectFailure(fault, 'connection_error', 'length_mismatch');
    expect(fault.response?.body.toString()).toBe('part');
  });
  it('8 Content-Length too long, from a server that closes anyway', async () => {
    const fault = await meet(says(`${OK}Connection: close\r\nContent-Length: 500\r\n\r\npart`));
    expectFailure(fault, 'connection_error', 'length_mismatch');
    expect(fault.response?.body.toString()).toBe('part');
  });
  it('30 the body stalls', async () => {
    const fault = await meet(says_and_stays(`${OK}Content-Length: 500\r\n\r\npart`), { readMs: 100 });
    expectFailure(fault, 'read_timeout');
    expect(fault.response?.body.toString()).toBe('part');
  });
  it('R146 silences shorter than the read timeout add up to more than it', async () => {
    const slow: Script = (socket) => void (async () => {
      socket.write(`${OK}Content-Length: 6\r\n\r\n`);
      for (const byte of 'slowly'.slice(0, 6)) {
        await wait(60);
        socket.write(byte);
      }
    })();
    const { response, failure } = await meet(slow, { readMs: 200 });
    expect(failure).toBeNull();
    expect(response?.body.toString()).toBe('slowly');
  });
  it('31 infinite body', async () => {
    const fault = await meet(endless(`${OK}\r\n`, 'b'.repeat(50_000)), {}, { responseWireBytes: 200_000 });
    expectFailure(fault, 'response_too_large');
    expect(fault.response?.body.length).toBe(200_000);
  });
  it('31 infinite chunks of one byte', async () => {
    const fault = await meet(endless(`${OK}Transfer-Encoding: chunked\r\n\r\n`, '1\r\na\r\n'.repeat(2_000)), {}, { responseWireBytes: 50_000 });
    expectFailure(fault, 'response_too_large');
    expect(fault.response?.body.length).toBe(50_000);
  });
  it('32 Content-Length of 10 GB', async () => {
    const fault = await meet(says_and_stays(`${OK}Content-Length: 10737418240\r\n\r\nfirst`));
    expectFailure(fault, 'response_too_large');
    expect(fault.response?.status).toBe(200);
  });
});

describe('faults of the coding', () => {
  const gzipped = zlib.gzipSync(Buffer.from(Array.from({ length: 5_000 }, (_, line) => `line ${line * 7919}\n`).join('')));
  const serve = (body: Buffer): Script => (socket) => {
    socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.write(body);
  };
  const decoded = async (body: Buffer): ReturnType<typeof decodeBody> => {
    const { response } = await meet(serve(body));
    if (!response) throw new Error('no response');
    return decodeBody(response.headers, response.body, LIMITS);
  };
  it('36 not gzip though declared', async () => {
    const { body, failure } = await decoded(Buffer.from('plain text'));
    expect([Buffer.from(body).toString(), failure?.code]).toEqual(['plain text', 'content_decoding_error']);
  });
  it('37 truncated gzip', async () => {
    const { body, failure } = await decoded(gzipped.subarray(0, -20));
    expect(failure?.code).toBe('content_decoding_error');
    expect(Buffer.from(body).toString()).toMatch(/^line 0\nline 7919\n/);
  });
  it('40 gzip bomb', async () => {
    const { body, failure } = await decoded(zlib.gzipSync(Buffer.alloc(20 * 1024 * 1024)));
    expect([body.length, failure?.code]).toEqual([LIMITS.responseBodyBytes, 'response_too_large']);
  });
});

describe('cancelling', () => {
  it.each([['before the headers', ''], ['in the headers', OK], ['in the body', `${OK}Content-Length: 9\r\n\r\nabc`]])('74 frees the socket at once %s', async (_when, sent) => {
    const target = await rawServer(says_and_stays(sent));
    const transport = createTransport(OPEN);
    open.push(transport, target);
    const cancel = new AbortController();
    const ending = outcome(transport, wireRequest(target.url, { signal: cancel.signal }));
    await expect.poll(() => target.received[0]?.length ?? 0, { interval: 5 }).toBeGreaterThan(0);
    await wait(20);
    const began = performance.now();
    cancel.abort();
    expect((await ending).failure?.code).toBe('cancelled');
    await expect.poll(() => target.sockets.size, { interval: 5 }).toBe(0);
    expect(performance.now() - began).toBeLessThan(100);
  });
  it('74 an aborted signal sends nothing', async () => {
    const target = await rawServer(says(OK));
    open.push(target);
    const { failure } = await outcome(createTransport(OPEN), wireRequest(target.url, { signal: AbortSignal.abort() }));
    expect(failure?.code).toBe('cancelled');
    expect(target.received.length).toBe(0);
  });
});
