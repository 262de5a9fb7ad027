import { describe, expect, it } from 'vitest';
import type { WireRequest, WireResponse } from '@/lib/engine/contract';
import { createTransport } from '@/lib/engine/transport';
import { rawServer, type Script } from '../support/raw-server';
import { OK, endless, expectFailure, meet, open, says, saysAndStays } from './fault-bench';
import { OPEN, outcome, wireRequest } from './wire-support';

describe('odd but right', () => {
  const fine = async (script: Script, changes: Partial<WireRequest> = {}): Promise<WireResponse> => {
    const { response, failure } = await meet(script, changes);
    expect(failure).toBeNull();
    if (!response) throw new Error('no response');
    return response;
  };
  it('fault 17: HTTP/1.0 until the connection closes', async () => {
    const { body, httpVersion } = await fine(
      says('HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end'),
    );
    expect([body.toString(), httpVersion]).toEqual(['until the end', '1.0']);
  });
  it('fault 19: no headers at all', async () => {
    const { body, headers } = await fine(says(`${OK}\r\nbody`));
    expect([body.toString(), headers]).toEqual(['body', []]);
  });
  it.each(['HTTP/1.1 200\r\n', 'HTTP/1.1 200 \r\n'])('fault 20: no reason phrase: %j', async (line) => {
    const { status, reason } = await fine(says(`${line}Content-Length: 0\r\n\r\n`));
    expect([status, reason]).toEqual([200, '']);
  });
  it('fault 21: keeps latin-1 bytes, case, order and repeats of headers', async () => {
    const { headers, reason } = await fine(
      says(
        `HTTP/1.1 200 Gr\xfc\xdfe\r\nx-B: caf\xe9\r\nX-a:  two words \t\r\nx-B: \x80\xff\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n`,
      ),
    );
    expect(headers).toEqual([
      ['x-B', 'caf\xe9'],
      ['X-a', 'two words'],
      ['x-B', '\x80\xff'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Content-Length', '0'],
    ]);
    expect(reason).toBe('Grüße');
  });
  it('fault 21: reads a UTF-8 reason as UTF-8 (R152)', async () => {
    expect(
      (
        await fine(
          says(`HTTP/1.1 200 ${Buffer.from('Grüße').toString('latin1')}\r\nContent-Length: 0\r\n\r\n`),
        )
      ).reason,
    ).toBe('Grüße');
  });
  it('fault 29: 102 and 103, then 200', async () => {
    const { status, headers } = await fine(
      says(
        `HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}Content-Length: 2\r\n\r\nhi`,
      ),
    );
    expect([status, headers]).toEqual([200, [['Content-Length', '2']]]);
  });
  it('fault 28: takes a 100 that was asked for', async () => {
    const response = await fine(says(`HTTP/1.1 100 Continue\r\n\r\n${OK}Content-Length: 2\r\n\r\nhi`), {
      method: 'POST',
      headers: [['Expect', '100-continue']],
      body: Buffer.from('x'),
    });
    expect(response.body.toString()).toBe('hi');
  });
  it.each([204, 304])('fault 33: %i with Content-Length', async (status) => {
    const response = await fine(
      saysAndStays(`HTTP/1.1 ${status} X\r\nContent-Length: 500\r\nETag: "a"\r\n\r\n`),
    );
    expect([response.status, response.body.length]).toEqual([status, 0]);
    expect(response.headers[0]).toEqual(['Content-Length', '500']);
  });
  it('fault 34: HEAD with a body', async () => {
    const response = await fine(saysAndStays(`${OK}Content-Length: 4\r\n\r\nbody`), { method: 'HEAD' });
    expect(response.body.length).toBe(0);
  });
  it('fault 34: HEAD of something larger than is allowed', async () => {
    expect(
      (await fine(saysAndStays(`${OK}Content-Length: 99999999999\r\n\r\n`), { method: 'HEAD' })).status,
    ).toBe(200);
  });
  it('R166 takes the same Content-Length twice', async () => {
    const { body, headers } = await fine(says(`${OK}Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi`));
    expect([body.toString(), headers.length]).toEqual(['hi', 2]);
  });
  it.each(['2, 2', '2,2,2', '2 ,\t2'])('R166 takes the same length twice in one line: %j', async (length) => {
    const { body, headers } = await fine(says(`${OK}Content-Length: ${length}\r\n\r\nhi`));
    expect([body.toString(), headers]).toEqual(['hi', [['Content-Length', length]]]);
  });
  it.each(['\x01', '\x0c', '\x1f', '\x7f'])(
    'takes a header with the control character %j',
    async (control) => {
      const { body, headers } = await fine(
        says(`${OK}Set-Cookie: a=1${control}2\r\nX-Note: a\tb\r\nContent-Length: 2\r\n\r\nhi`),
      );
      expect(body.toString()).toBe('hi');
      expect(headers).toEqual([
        ['Set-Cookie', `a=1${control}2`],
        ['X-Note', 'a\tb'],
        ['Content-Length', '2'],
      ]);
    },
  );
  it.each([
    'Content-Length: 2\x01',
    'Content-Length: 2\x0b',
    'X-\x01Note: a',
    'X-Note: a\0b',
    'X-Note: a\rb',
  ])('does not take %j for framing, a name or a value', async (line) =>
    expectFailure(await meet(says(`${OK}${line}\r\n\r\nhi`)), 'protocol_error'),
  );
  it('takes a folded header as one line, and bare LF as line ends', async () => {
    const folded = await fine(says(`${OK}X-Fold: a\r\n \t b\r\n\tc\r\nContent-Length: 2\r\n\r\nhi`));
    expect(folded.headers).toEqual([
      ['X-Fold', 'a b c'],
      ['Content-Length', '2'],
    ]);
    const bare = await fine(says('HTTP/1.1 200 OK\nX-A: 1\r\nX-B: 2\nContent-Length: 3\n\na\nb'));
    expect([bare.body.toString(), bare.headers.length]).toEqual(['a\nb', 3]);
    const mixed = await fine(says('HTTP/1.1 200 OK\r\nX-A: 1\nContent-Length: 2\r\n\r\nhi'));
    expect(mixed.body.toString()).toBe('hi');
  });
  it('fault 16: shows trailers apart from the headers', async () => {
    const { body, trailers, headers } = await fine(
      says(`${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Sum: abc\r\nSet-Cookie: a=1\r\n\r\n`),
    );
    expect(body.toString()).toBe('hi');
    expect(trailers).toEqual([
      ['X-Sum', 'abc'],
      ['Set-Cookie', 'a=1'],
    ]);
    expect(headers.length).toBe(1);
  });
  it('takes a body in many small pieces', async () => {
    const pieces: Script = (socket) =>
      void (async () => {
        for (const byte of `${OK}Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nhi\r\n0\r\n\r\n`) {
          socket.write(byte);
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
    expect((await fine(pieces)).body.toString()).toBe('hi');
  });
  it('fault 35: shows a 413 that comes while 20 MB are on their way up', async () => {
    const early = await rawServer(() => undefined, {
      onConnection: (socket) =>
        socket.once('data', () => {
          socket.write(
            'HTTP/1.1 413 Content Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nmuch',
            () => setTimeout(() => socket.destroy(), 20),
          );
          socket.pause();
        }),
    });
    const transport = createTransport(OPEN);
    open.push(early, transport);
    const { response, failure } = await outcome(
      transport,
      wireRequest(early.url, { method: 'POST', body: Buffer.alloc(20 * 1024 * 1024) }),
    );
    expect(failure).toBeNull();
    expect([response?.status, response?.body.toString()]).toEqual([413, 'much']);
  });
});

describe('faults in the framing', () => {
  it('fault 9: two different Content-Length', async () =>
    expectFailure(
      await meet(says(`${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi!`)),
      'protocol_error',
    ));
  it('fault 9: two Content-Length in one line', async () =>
    expectFailure(await meet(says(`${OK}Content-Length: 2, 3\r\n\r\nhi!`)), 'protocol_error'));
  it.each(['-1', '+2', '0x2', 'abc', '', '2,', ',2', '2, 2x'])('fault 9: Content-Length %j', async (length) =>
    expectFailure(await meet(says(`${OK}Content-Length: ${length}\r\n\r\nhi`)), 'protocol_error'),
  );
  it('fault 10: Content-Length and chunked', async () => {
    const fault = await meet(
      says(`${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`),
    );
    expectFailure(fault, 'protocol_error', 'smuggling');
    expect(fault.failure?.message).toContain('smuggling');
  });
  const chunked = `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n`;
  it.each(['xyz\r\nbody\r\n', '-1\r\n', '5 5\r\nagain\r\n'])('fault 11: bad chunk size %j', async (rest) => {
    const fault = await meet(says(`${chunked}${rest}`));
    expectFailure(fault, 'protocol_error', 'bad_chunk');
    expect(fault.response?.body.toString()).toBe('first');
  });
  it('fault 12: no line end after a chunk', async () => {
    const fault = await meet(says(`${chunked}3\r\nabcX\r\n`));
    expectFailure(fault, 'protocol_error', 'bad_chunk');
    expect(fault.response?.body.toString()).toBe('firstabc');
  });
  it('fault 13: chunked without an end', async () => {
    const fault = await meet(says(chunked));
    expectFailure(fault, 'connection_error', 'closed_early');
    expect(fault.response?.body.toString()).toBe('first');
  });
  it('fault 14: chunk size overflow', async () =>
    expectFailure(await meet(says(`${chunked}fffffffffffffffff\r\n`)), 'protocol_error', 'bad_chunk'));
  it('fault 15: endless chunk extension', async () =>
    expectFailure(await meet(endless(`${chunked}5;`, 'a'.repeat(10_000))), 'response_too_large'));
  it('fault 16: trailer bomb', async () =>
    expectFailure(
      await meet(endless(`${chunked}0\r\n`, 'X-Trailer: again\r\n'.repeat(100))),
      'headers_too_large',
    ));
});
