import { describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import { GOOD, SELF_SIGNED, TEST_CA } from '../support/certificates';
import { startProxy, type ProxyUnderTest } from '../support/proxy-server';
import { startSocks, type SocksUnderTest } from '../support/socks-server';
import { closing, echo, hop, hopping, session, target } from './session-under-test';
import { OPEN } from './wire-support';

type Options = Parameters<typeof startProxy>[0];
const proxy = async (options?: Options): Promise<ProxyUnderTest> => closing(await startProxy(options));
const socks = async (options?: Parameters<typeof startSocks>[0]): Promise<SocksUnderTest> =>
  closing(await startSocks(options));
const verify = { ca: TEST_CA };

/** A resolver that knows these names only; whoever asks for another is told in `asked`. */
function resolving(names: Record<string, string> = {}): {
  transport: ReturnType<typeof createTransport>;
  asked: string[];
} {
  const asked: string[] = [];
  const resolve = async (host: string): Promise<{ address: string; family: number }[]> => {
    asked.push(host);
    const address = names[host];
    return address === undefined ? [] : [{ address, family: address.includes(':') ? 6 : 4 }];
  };
  return { transport: closing(createTransport(OPEN, { resolve })), asked };
}

describe('R137 an http target through an http proxy', () => {
  it('goes in absolute form, without userinfo and fragment, and the name is not resolved here', async () => {
    const through = await proxy();
    const site = await target(echo);
    const { transport, asked } = resolving();
    const { record } = await session({ proxies: { http: through.url } }).send(
      { url: `http://u:p@name.example:${site.port}/a%20b;c?d=e#f` },
      { transport },
    );
    expect(record.error).toBeNull();
    expect(through.asked[0]?.url).toBe(`http://name.example:${site.port}/a%20b;c?d=e`);
    expect(through.asked[0]?.header('host')).toBe(`name.example:${site.port}`);
    expect(record.response?.url).toBe(`http://u:p@name.example:${site.port}/a%20b;c?d=e#f`);
    expect(asked).toEqual([]);
  });
  it('spells a redirect target as urllib3 does for a proxy: dot segments gone, host in lower case', async () => {
    const through = await proxy();
    const site = await target(hopping);
    const to = `http://Name.Example:${site.port}/a/../b?x#f`;
    const { record } = await session({ proxies: { http: through.url } }).get(site.url + hop(302, to));
    expect(through.asked[1]?.url).toBe(`http://name.example:${site.port}/b?x`);
    expect(record.response?.url).toBe(to);
  });
  it('R138 carries the credentials of the proxy URL, decoded, over what the user wrote', async () => {
    const through = await proxy({ password: 'us er:p@:ss' });
    const site = await target(echo);
    const proxies = { http: through.url.replace('//', '//us%20er:p%40%3Ass@') };
    const { record } = await session({ proxies }).get(site.url, {
      headers: [['Proxy-Authorization', 'by hand']],
    });
    expect(record.response?.status).toBe(200);
    expect(site.requests[0]?.header('proxy-authorization')).toBeUndefined();
  });
  it('R139 a 407 is an ordinary response', async () => {
    const through = await proxy({ password: 'a:b' });
    const site = await target(echo);
    const { record } = await session({ proxies: { http: through.url } }).send({ url: site.url });
    expect([record.error, record.response?.status]).toEqual([null, 407]);
    expect(site.requests.length).toBe(0);
  });
  it('R27 keeps one connection to the proxy for all targets, another for other credentials', async () => {
    const through = await proxy();
    const [one, two] = [await target(echo), await target(echo)];
    const sess = session({ proxies: { http: through.url } });
    for (const { url } of [one, two, one]) await sess.get(url);
    const other = { http: through.url.replace('//', '//u:p@') };
    await sess.get(one.url, { proxies: other });
    await sess.get(one.url, { proxies: other });
    await sess.get(one.url);
    expect(through.asked.map(({ connection }) => connection)).toEqual([1, 1, 1, 2, 2, 1]);
  });
  it('goes over TLS to an https proxy, whose certificate is checked', async () => {
    const through = await proxy({ tls: GOOD });
    const site = await target(echo);
    const proxies = { http: through.url };
    const { record } = await session({ proxies, verify }).get(site.url);
    expect([record.response?.status, record.tls]).toEqual([200, null]);
    const failure = await session({ proxies }).failure({ url: site.url });
    expect([failure.code, failure.reason, failure.field]).toEqual(['proxy_error', 'untrusted', 'proxies']);
    expect(site.requests.length).toBe(1);
  });
});

describe('R137 an https target through an http proxy', () => {
  it('asks for a tunnel by name; R138 the credentials are on the CONNECT alone', async () => {
    const through = await proxy({ password: 'u:' });
    const site = await target(echo, { tls: GOOD });
    const { transport, asked } = resolving();
    const proxies = { https: through.url.replace('//', '//u:@') };
    const url = `https://localhost:${site.port}/x`;
    const { record } = await session({ proxies, verify }).send({ url }, { transport });
    expect(record.response?.status).toBe(200);
    expect(through.asked.map((one) => [one.method, one.url])).toEqual([
      ['CONNECT', `localhost:${site.port}`],
    ]);
    expect(through.asked[0]?.headers.map(([name]) => name)).toEqual(['Host', 'Proxy-Authorization']);
    expect(site.requests[0]?.url).toBe('/x');
    expect(site.requests[0]?.header('proxy-authorization')).toBeUndefined();
    expect(JSON.stringify(record)).not.toContain('dTo=');
    expect([asked, record.timings.dnsMs]).toEqual([[], null]);
    expect(record.timings.connectMs).toBeGreaterThan(0);
    expect(record.timings.tlsMs).toBeGreaterThan(0);
  });
  it('R27 the tunnel is kept, R28 by what TLS was told', async () => {
    const through = await proxy();
    const site = await target(echo, { tls: SELF_SIGNED });
    const sess = session({ proxies: { all: through.url } });
    await sess.get(site.url, { verify: false });
    await sess.get(site.url, { verify: false });
    expect(through.asked.length).toBe(1);
    const { code, reason } = await sess.failure({ url: site.url });
    expect([code, reason]).toEqual(['tls_error', 'self_signed']);
    expect(site.requests.length).toBe(2);
  });
  it('goes through an https proxy too: TLS inside TLS', async () => {
    const through = await proxy({ tls: GOOD });
    const site = await target(echo, { tls: GOOD });
    const sess = session({ proxies: { all: through.url }, verify });
    const { record } = await sess.get(site.url);
    expect(record.tls?.protocol).toBe('TLSv1.3');
    expect((await sess.get(site.url)).record.timings.tlsMs).toBeNull();
    expect(through.asked.length).toBe(1);
  });
});

describe('R99 the proxy is chosen anew at every hop', () => {
  it('by host, by scheme and by no_proxy; its credentials go only where it goes', async () => {
    const [one, two] = [await proxy(), await proxy()];
    const last = await target(hopping, { host: '127.0.0.3' });
    const middle = await target(hopping, { host: '127.0.0.1' });
    const sess = session({
      proxies: {
        'http://first.example': one.url.replace('//', '//u:p@'),
        'all://127.0.0.1': two.url.replace('//', '//v:q@'),
        all: one.url,
        no_proxy: '127.0.0.3',
      },
    });
    const to = `${middle.url}${hop(302, `${last.url}/end`)}`;
    const { record } = await sess.get(`http://first.example:${middle.port}${hop(302, to)}`);
    expect(record.history.length).toBe(2);
    expect(one.asked.map((asked) => asked.header('proxy-authorization'))).toEqual(['Basic dTpw']);
    expect(two.asked.map((asked) => asked.header('proxy-authorization'))).toEqual(['Basic djpx']);
    expect(last.requests.map((request) => request.header('proxy-authorization'))).toEqual([undefined]);
  });
  it('R38 a hand-written Proxy-Authorization goes to the origin without a proxy, and not past a redirect', async () => {
    const site = await target(hopping);
    await session().get(site.url + hop(302, '/b'), { headers: [['Proxy-Authorization', 'mine']] });
    expect(site.requests.map((request) => request.header('proxy-authorization'))).toEqual([
      'mine',
      undefined,
    ]);
  });
});

describe('R141 SOCKS', () => {
  it.each([
    ['socks5h', 5, 'name.example', true, []],
    ['socks4a', 4, 'name.example', true, []],
    ['socks5', 5, '127.0.0.1', false, ['name.example']],
    ['socks4', 4, '127.0.0.1', false, ['name.example']],
  ] as const)('%s', async (scheme, version, host, isName, looked) => {
    const through = await socks();
    const site = await target(echo);
    const { transport, asked } = resolving({ 'name.example': '127.0.0.1' });
    const sess = session({ proxies: { all: `${scheme}://${through.address}` } });
    for (let turn = 0; turn < 2; turn += 1) {
      const { record, body } = await sess.send({ url: `http://name.example:${site.port}/p` }, { transport });
      expect(record.error).toBeNull();
      expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({ url: '/p' });
    }
    expect(through.asked).toMatchObject([{ version, host, isName, port: site.port }]);
    expect(asked).toEqual(looked);
    expect(site.connections()).toBe(1);
  });
  it('speaks TLS to the target inside', async () => {
    const through = await socks();
    const site = await target(echo, { tls: GOOD });
    const { record } = await session({ proxies: { all: `socks5h://${through.address}` }, verify }).get(
      site.url,
    );
    expect(record.tls?.protocol).toBe('TLSv1.3');
    expect(through.asked).toMatchObject([{ host: '127.0.0.1', isName: false }]);
  });
  it('R138 gives name and password, decoded', async () => {
    const through = await socks({ password: 'me:p@ss' });
    const site = await target(echo);
    await session({ proxies: { all: `socks5://me:p%40ss@${through.address}` } }).get(site.url);
    expect(through.asked).toMatchObject([{ user: 'me:p@ss' }]);
    const wrong = session({ proxies: { all: `socks5://me:no@${through.address}` } });
    expect(await wrong.failure({ url: site.url })).toMatchObject({
      code: 'proxy_error',
      reason: 'auth_required',
    });
    const none = session({ proxies: { all: `socks5://${through.address}` } });
    expect(await none.failure({ url: site.url })).toMatchObject({
      code: 'proxy_error',
      reason: 'auth_required',
    });
  });
  it('takes an answer that comes at once with its body', async () => {
    const through = await socks();
    const site = await target((_request, response) => response.end('x'.repeat(300_000)));
    const sess = session({ proxies: { all: `socks5h://${through.address}` } });
    for (let turn = 0; turn < 20; turn += 1)
      expect((await sess.get(site.url, { headers: [['Connection', 'close']] })).body.length).toBe(300_000);
  });
});
