import { describe, expect, it } from 'vitest';
import { explainOrigins } from '@/lib/engine/origins';
import { DEFAULT_HEADERS } from '@/lib/model/session';
import { echo, hop, hopping, session, target } from './session-under-test';
import { hops, told } from './told';

const defaults = DEFAULT_HEADERS.map(([name, value]): [string, string] => [name, value]);

describe('headers', () => {
  it('R6, R8, R9, R30 say whose they are, whose they replaced, and which were taken away', async () => {
    const server = await target(echo);
    const s = session({
      headers: [...defaults, ['X-Session', '1'], ['X-Both', '1'], ['X-Null', null]],
    });
    const { record } = await s.get(server.url, {
      headers: [
        ['x-both', '2'],
        ['accept', null],
        ['User-Agent', 'mine'],
        ['X-Request', '1'],
      ],
    });
    expect(told(record.request, 'header')).toEqual([
      'Host: url R35',
      'User-Agent: request R9 < default',
      'Accept-Encoding: default R30',
      'Connection: default R30',
      'X-Session: session R9',
      'x-both: request R9 < session',
      'X-Request: request R9',
      '-Accept: request R6 < default',
      '-X-Null: session R7',
    ]);
  });
  it('a default that the session changed is the session’s', async () => {
    const server = await target(echo);
    const { record } = await session({ headers: [['User-Agent', 'other/1']] }).get(server.url);
    expect(told(record.request, 'header')).toEqual(['Host: url R35', 'User-Agent: session R9']);
  });
  it('R37, R64–R66 what a body brings', async () => {
    const server = await target(echo);
    const s = session({ headers: [] });
    const form = { type: 'form' as const, fields: [['a', 'b']] as [string, string][] };
    const one = await s.get(server.url, { method: 'POST', body: form, headers: [['Content-Length', '9']] });
    const typed = await s.get(server.url, { method: 'POST', body: form, headers: [['Content-Type', 'x/y']] });
    const none = await s.get(server.url, { method: 'DELETE' });
    expect(told(one.record.request, 'header')).toEqual([
      'Host: url R35',
      'Content-Length: body R65 < request',
      'Content-Type: body R64',
    ]);
    expect(told(typed.record.request, 'header')).toContain('Content-Type: request R9 < body');
    expect(told(none.record.request, 'header')).toEqual(['Host: url R35', 'Content-Length: body R66']);
  });
  it('R36 a Host by hand replaces what the URL says; RFC 9112 §6.2 chunks take the length away', async () => {
    const server = await target(echo);
    const { record } = await session({ headers: [] }).get(server.url, {
      method: 'POST',
      headers: [
        ['Host', 'shop.test'],
        ['Transfer-Encoding', 'chunked'],
      ],
      body: { type: 'text', text: 'hi' },
    });
    expect(told(record.request, 'header')).toEqual([
      'Host: request R9 < url',
      'Transfer-Encoding: request R9',
      '-Content-Length: server RFC 9112 §6.2',
    ]);
  });
  it('every header that went out has exactly one origin, on every hop', async () => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    const { record } = await session({ headers: [...defaults, ['X-A', '1'], ['X-A', '2']] }).get(
      server.url + hop(307, hop(302, `${other.url}/`), 'c=1; Path=/'),
      { method: 'PUT', body: { type: 'json', value: 1 }, auth: { type: 'bearer', token: 't' } },
    );
    for (const request of hops(record)) {
      const named = explainOrigins(request)
        .filter(({ kind, removed }) => kind === 'header' && !removed)
        .map(({ name }) => name.toLowerCase());
      expect(named).toEqual([...new Set(request.headers.map(([name]) => name.toLowerCase()))]);
    }
  });
});

describe('parameters', () => {
  it('R6, R10, R54 by name, the URL’s own before them', async () => {
    const server = await target(echo);
    const s = session({
      params: [
        ['a', '1'],
        ['b', '1'],
        ['c', '1'],
      ],
    });
    const { record } = await s.get(`${server.url}/?own=1`, {
      params: [
        ['b', '2'],
        ['c', null],
        ['d', []],
        ['A', '1'],
      ],
    });
    expect(record.request.url).toBe(`${server.url}/?own=1&a=1&b=2&A=1`);
    expect(told(record.request, 'param').sort()).toEqual([
      '-c: request R6 < session',
      '-d: request R54 < request',
      ': url R52',
      'A: request R9',
      'a: session R9',
      'b: request R9 < session',
    ]);
  });
  it('R11 a text replaces the session’s whole', async () => {
    const server = await target(echo);
    const { record } = await session({ params: [['a', '1']] }).get(server.url, { params: 'x=1' });
    expect(told(record.request, 'param')).toEqual([': request R11 < session']);
  });
});

describe('auth', () => {
  const basic = { type: 'basic' as const, username: 'u', password: 'p' };
  const bearer = { type: 'bearer' as const, token: 't' };

  it('R13, R124 the request’s over the session’s over the URL’s, and over a header by hand', async () => {
    const server = await target(echo);
    const withUser = server.url.replace('://', '://u:p@');
    const { record } = await session({ headers: [], auth: basic }).get(withUser, {
      auth: bearer,
      headers: [['authorization', 'mine']],
    });
    expect(told(record.request, 'auth')).toEqual(['bearer: request R13 < session', '-basic: url R124']);
    expect(told(record.request, 'header')).toContain('Authorization: request R124 < request');
  });
  it('R13 switched off, and R124 out of the URL', async () => {
    const server = await target(echo);
    const s = session({ headers: [], auth: basic });
    const off = await s.get(server.url, { auth: null });
    const ofUrl = await s.get(server.url.replace('://', '://u:p@'), { auth: { type: 'none' } });
    expect(told(off.record.request, 'auth')).toEqual(['-basic: request R13 < session']);
    expect(told(ofUrl.record.request, 'auth')).toEqual(['-basic: request R13 < session', 'basic: url R124']);
    expect(told(ofUrl.record.request, 'header')).toContain('Authorization: url R124');
  });
  it('R127, R134 the answer to a challenge, and where it stays', async () => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target((request, response) => {
      if (request.header('authorization')) response.writeHead(302, { location: `${other.url}/` }).end();
      else response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' }).end();
    });
    const { record } = await session({ headers: [], auth: { ...basic, type: 'digest' } }).get(server.url);
    const [asked, answered, left] = hops(record);
    expect(asked && told(asked, 'auth')).toEqual(['digest: session R13']);
    expect(answered && told(answered, 'header')).toContain('Authorization: challenge R127');
    expect(left && told(left, 'header')).toEqual([
      'Host: url R35',
      '-Authorization: redirect R91 < challenge',
    ]);
    expect(left && told(left, 'auth')).toEqual(['-digest: redirect R91']);
  });
});

describe('cookies', () => {
  it('R96, R107, R108 a Cookie header out of the jar, of the request, or both', async () => {
    const server = await target(hopping);
    const s = session({ headers: [] });
    await s.get(server.url + hop(200, '/', 'jar=1; Path=/'));
    const jar = await s.get(server.url);
    const both = await s.get(server.url, { cookies: { own: '1' } });
    const own = await s.get(server.url, { cookies: { own: '1', jar: null } });
    const line = ({ record }: typeof jar): string | undefined => told(record.request, 'header').at(-1);
    expect([line(jar), line(both), line(own)]).toEqual([
      'Cookie: jar R96',
      'Cookie: jar R108',
      'Cookie: request R107',
    ]);
  });
  it('R115 a Cookie header by hand silences the jar', async () => {
    const server = await target(hopping);
    const s = session({ headers: [] });
    await s.get(server.url + hop(200, '/', 'jar=1; Path=/'));
    const { record } = await s.get(server.url, { headers: [['Cookie', 'mine=1']] });
    expect(told(record.request, 'header')).toContain('Cookie: request R9 < jar');
    expect(told(record.request, 'cookies')).toEqual(['-jar: request R115']);
  });
});
