import { describe, expect, it, vi, afterEach } from 'vitest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RequestSpec, type Timeout } from '@/lib/model/request-spec';
import { SessionSettings } from '@/lib/model/session';
import { SELF_SIGNED } from '../support/certificates';
import { rawServer } from '../support/raw-server';
import { sendOne, sentHeaders } from './one-send';
import { closing, echo, hop, hopping, session, target } from './session-under-test';

afterEach(() => vi.unstubAllEnvs());

describe('what a session is', () => {
  it('R1 departs: it holds these settings and no code, and they survive being stored', async () => {
    const settings = SessionSettings.parse({ headers: [['X-A', '1']], params: [['p', '1']], verify: false });
    expect(Object.keys(settings)).toEqual([
      ...['headers', 'params', 'auth', 'proxies', 'verify', 'cert', 'timeout', 'maxRedirects'],
      ...['http2', 'trustEnv', 'variables'],
    ]);
    const stored = SessionSettings.parse(JSON.parse(JSON.stringify(settings)));
    expect(stored).toEqual(settings);
    const { arrived } = await sendOne({}, stored);
    expect([arrived.url, arrived.header('x-a')]).toEqual(['/?p=1', '1']);
  });
  it('R2 departs: a session has a default timeout; the request’s wins, and null is the ceiling', async () => {
    const silent = await target(() => undefined);
    const s = session({ timeout: { read: 0.05 } });
    const ended = async (timeout?: Timeout): Promise<string> => {
      const spec = { url: silent.url, ...(timeout !== undefined && { timeout }) };
      const failure = await s.failure(spec, { limits: { readMs: 130 } });
      expect(failure.code).toBe('read_timeout');
      return failure.message;
    };
    expect(await ended()).toContain('50 ms');
    expect(await ended({ read: 0.07 })).toContain('70 ms');
    expect(await ended(null)).toContain('130 ms');
  });
  it('R3 departs: a new session begins as in requests, but for trustEnv, which is false', () => {
    const { settings, cookies } = session();
    const names = ['User-Agent', 'Accept-Encoding', 'Accept', 'Connection'];
    expect(settings.headers.map(([name]) => name)).toEqual(names);
    expect(settings).toMatchObject({
      ...{ params: [], auth: null, proxies: {}, verify: true, cert: null, maxRedirects: 30, trustEnv: false },
    });
    expect(cookies).toEqual([]);
  });
  it.each(['hooks', 'adapters', 'stream'])('R14, R25 departs: %s is refused, not ignored', async (field) => {
    expect(SessionSettings.safeParse({ [field]: {} }).success).toBe(false);
    expect(RequestSpec.safeParse({ url: 'http://h.test/', [field]: {} }).success).toBe(false);
  });
});

describe('how a request and its session merge', () => {
  it('R4 a side that says nothing takes the other’s', async () => {
    const ours = { headers: [['X-A', '1']] as [string, string][], params: 'p=1' };
    const { arrived } = await sendOne({}, ours);
    expect([arrived.header('x-a'), arrived.url]).toEqual(['1', '/?p=1']);
    const none = await sendOne({ headers: [['X-A', '1']], params: 'p=1' }, { headers: [], params: [] });
    expect([none.arrived.header('x-a'), none.arrived.url]).toEqual(['1', '/?p=1']);
  });
  it('R5, R11 raw text replaces the session’s parameters as a whole', async () => {
    expect((await sendOne({ params: 'r=2' }, { params: [['s', '1']] })).arrived.url).toBe('/?r=2');
    expect((await sendOne({ params: [['r', '2']] }, { params: 's=1' })).arrived.url).toBe('/?r=2');
  });
  it('R11 departs: a list of pairs merges by name, as a mapping does', async () => {
    const { arrived } = await sendOne({ params: [['r', '2']] }, { params: [['s', '1']] });
    expect(arrived.url).toBe('/?s=1&r=2');
  });
  it('R6 null in the request takes the session’s header away', async () => {
    expect(await sentHeaders({ headers: [['ACCEPT', null]] }, { headers: [['Accept', '*/*']] })).toEqual([]);
  });
  it('R7 null in the session takes its own header away, until a request sets it', async () => {
    const ours = { headers: [['Accept', null]] as [string, string | null][] };
    expect(await sentHeaders({}, ours)).toEqual([]);
    expect(await sentHeaders({ headers: [['accept', 'x']] }, ours)).toEqual([['accept', 'x']]);
  });
  it('R8, R9 overridden headers keep their place and take the last spelling; new ones follow', async () => {
    const ours: [string, string][] = [
      ['X-One', '1'],
      ['X-Two', '2'],
    ];
    const asked: [string, string][] = [
      ['X-New', '3'],
      ['x-ONE', '4'],
    ];
    expect(await sentHeaders({ headers: asked }, { headers: ours })).toEqual([
      ['x-ONE', '4'],
      ['X-Two', '2'],
      ['X-New', '3'],
    ]);
  });
  it('R10 foo and FOO are two parameters', async () => {
    const { arrived } = await sendOne({ params: [['FOO', '2']] }, { params: [['foo', '1']] });
    expect(arrived.url).toBe('/?foo=1&FOO=2');
  });
  it('R13 the request’s auth replaces the session’s; null switches it off', async () => {
    const ours = { auth: { type: 'bearer', token: 's' } as const };
    expect((await sendOne({}, ours)).arrived.header('authorization')).toBe('Bearer s');
    const asked = await sendOne({ auth: { type: 'bearer', token: 'r' } }, ours);
    expect(asked.arrived.header('authorization')).toBe('Bearer r');
    expect((await sendOne({ auth: null }, ours)).arrived.header('authorization')).toBeUndefined();
  });
  it('R17 verify is the request’s where it has one, else the session’s; false wins over all', async () => {
    const server = await target(echo, { tls: SELF_SIGNED });
    const code = async (ours: boolean, asked?: boolean | null): Promise<string | undefined> => {
      const spec = { url: server.url, ...(asked !== undefined && { verify: asked }) };
      return (await session({ verify: ours }).send(spec)).record.error?.code;
    };
    expect(await code(true, false)).toBeUndefined();
    expect(await code(false)).toBeUndefined();
    expect(await code(false, null)).toBeUndefined();
    expect(await code(false, true)).toBe('tls_error');
    expect(await code(true)).toBe('tls_error');
  });
  it('R20 a setting changed between two sends counts from the second on', async () => {
    const server = await target(echo);
    const s = session({ headers: [['X-A', '1']] });
    await s.get(server.url);
    s.settings = { ...s.settings, headers: [['X-A', '2']] };
    await s.get(server.url);
    expect(server.requests.map((one) => one.header('x-a'))).toEqual(['1', '2']);
  });
  it('R21 a session of its own for each call keeps nothing from one to the next', async () => {
    const server = await target((request, response) => {
      response.setHeader('set-cookie', 'a=1');
      echo(request, response);
    });
    await session().get(server.url, { headers: [['X-A', '1']] });
    await session().get(server.url);
    expect(server.requests[1]?.header('cookie')).toBeUndefined();
    expect(server.requests[1]?.header('x-a')).toBeUndefined();
  });
  it('R23 departs: every method follows redirects by default, HEAD too', async () => {
    const server = await target(hopping);
    for (const method of ['GET', 'POST', 'OPTIONS', 'HEAD']) {
      const { record } = await session().get(server.url + hop(307, '/end'), { method });
      expect(record.history).toHaveLength(1);
    }
    expect(server.requests.map(({ method }) => method).filter((one) => one === 'HEAD')).toHaveLength(2);
  });
  it('R24 departs: every send merges; null leaves out what a prepared request would not have', async () => {
    const names = ['User-Agent', 'Accept-Encoding', 'Accept', 'Connection'];
    const bare = names.map((name): [string, null] => [name, null]);
    const ours = {
      params: [['s', '1']] as [string, string][],
      auth: { type: 'bearer', token: 's' } as const,
    };
    const { arrived } = await sendOne({ headers: bare, params: [['s', null]], auth: null }, ours);
    expect(arrived.rawHeaders.map(([name]) => name)).toEqual(['Host']);
    expect(arrived.url).toBe('/');
  });
});

describe('the environment', () => {
  it('R16 departs: its proxies are never used', async () => {
    const proxy = await target(echo);
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) vi.stubEnv(name, proxy.url);
    const { arrived } = await sendOne();
    expect(arrived.url).toBe('/');
    expect(proxy.requests).toEqual([]);
  });
  it('R140 departs: no_proxy speaks of the proxies given beside it', async () => {
    const proxy = await target(echo);
    const proxies = { http: proxy.url, no_proxy: '127.0.0.1' };
    expect((await sendOne({ proxies })).arrived.url).toBe('/');
    expect(proxy.requests).toEqual([]);
    await session({ proxies: { ...proxies, no_proxy: 'other.test' } }).get('http://h.test/');
    expect(proxy.requests.map(({ url }) => url)).toEqual(['http://h.test/']);
  });
  it('R18 departs: its CA bundles are never read; verify: false of session and request always wins', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
    closing({ close: () => rm(folder, { recursive: true }) });
    const bundle = path.join(folder, 'ca.pem');
    await writeFile(bundle, SELF_SIGNED.cert);
    const server = await target(echo, { tls: SELF_SIGNED });
    for (const value of [bundle, path.join(folder, 'missing.pem')]) {
      vi.stubEnv('REQUESTS_CA_BUNDLE', value);
      vi.stubEnv('CURL_CA_BUNDLE', value);
      expect((await session().failure({ url: server.url })).code).toBe('tls_error');
      expect((await session({ verify: false }).get(server.url)).record.response?.status).toBe(200);
      expect((await session().get(server.url, { verify: false })).record.response?.status).toBe(200);
    }
  });
  it('R19 nothing of it is read, and trustEnv cannot be switched on', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
    closing({ close: () => rm(folder, { recursive: true }) });
    await writeFile(path.join(folder, 'netrc'), 'default login u password p\n');
    vi.stubEnv('NETRC', path.join(folder, 'netrc'));
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9');
    const { arrived } = await sendOne();
    expect(arrived.header('authorization')).toBeUndefined();
    expect(SessionSettings.safeParse({ trustEnv: true }).success).toBe(false);
  });
  it('R94, R126 departs: netrc gives no credentials, neither at first nor to a redirect’s host', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
    closing({ close: () => rm(folder, { recursive: true }) });
    const lines = ['127.0.0.1', '127.0.0.2'].map((host) => `machine ${host} login u password p\n`);
    await writeFile(path.join(folder, '.netrc'), lines.join(''));
    vi.stubEnv('NETRC', path.join(folder, '.netrc'));
    vi.stubEnv('HOME', folder);
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    await session().get(server.url + hop(302, `${other.url}/`));
    expect(server.requests[0]?.header('authorization')).toBeUndefined();
    expect(other.requests[0]?.header('authorization')).toBeUndefined();
  });
});

describe('connections', () => {
  it('R26 what failed is not sent again: neither a 503 nor a connection that ended', async () => {
    const busy = await target((_, response) => response.writeHead(503, { 'retry-after': '0' }).end());
    expect((await session().get(busy.url)).record.response?.status).toBe(503);
    expect(busy.requests).toHaveLength(1);
    const ends = closing(await rawServer((socket) => socket.end()));
    for (const method of ['GET', 'POST']) {
      expect((await session().failure({ url: ends.url, method })).code).toBe('connection_error');
    }
    expect(ends.received).toHaveLength(2);
  });
  it('R28 a request without checks does not weaken the next one of its session', async () => {
    const server = await target(echo, { tls: SELF_SIGNED });
    const s = session();
    await s.get(server.url, { verify: false });
    expect((await s.failure({ url: server.url })).code).toBe('tls_error');
  });
});
