import { describe, expect, it } from 'vitest';
import type { EgressPolicy } from '@/lib/engine/contract';
import { createTransport } from '@/lib/engine/transport';
import { startProxy, type ProxyUnderTest } from '../support/proxy-server';
import { startSocks, type SocksUnderTest } from '../support/socks-server';
import { closing, echo, session, target } from './session-under-test';
import { OPEN } from './wire-support';

const proxy = async (): Promise<ProxyUnderTest> => closing(await startProxy());
const socks = async (): Promise<SocksUnderTest> => closing(await startSocks());
const HTTP = 'http://name.example/';

describe('the guard and proxies', () => {
  const closed: EgressPolicy = { ...OPEN, allowPrivate: false };
  const sends = async (
    policy: EgressPolicy,
    proxyUrl: string,
    url: string,
    names: Record<string, string> = {},
  ): Promise<{ code: string | undefined; field: string | undefined; asked: string[] }> => {
    const asked: string[] = [];
    const resolve = async (host: string): Promise<{ address: string; family: number }[]> => {
      asked.push(host);
      return [{ address: names[host] ?? '127.0.0.1', family: 4 }];
    };
    const transport = closing(createTransport(policy, { resolve }));
    const { record } = await session({ proxies: { all: proxyUrl } }).send({ url }, { transport });
    return { code: record.error?.code, field: record.error?.field, asked };
  };
  it.each(['http', 'https', 'socks5', 'socks5h', 'socks4', 'socks4a'])(
    'refuses a %s proxy at a closed address, by literal and by what its name resolves to',
    async (scheme) => {
      const through = await socks();
      const port = through.address.split(':')[1] ?? '';
      const public4 = { 'name.example.org': '93.184.215.14' };
      for (const host of [
        '127.0.0.1',
        'localhost',
        '[::ffff:127.0.0.1]',
        'px.example.org',
        '169.254.169.254',
      ])
        expect(
          await sends(closed, `${scheme}://${host}:${port}`, 'http://name.example.org/', public4),
        ).toMatchObject({ code: 'blocked_address', field: 'proxies' });
      expect(through.sockets.size).toBe(0);
    },
  );
  it('dials a proxy that the operator allows, and still refuses targets by literal and by name', async () => {
    const through = await proxy();
    const policy = { ...closed, allow: [`127.0.0.1:${through.port}`] };
    for (const url of [
      'http://127.0.0.1:9/',
      'http://2130706433/',
      'http://169.254.169.254/latest/',
      'http://metadata.google.internal/',
      'http://intranet/',
      'http://[fd00::1]/',
    ])
      expect(await sends(policy, through.url, url)).toMatchObject({
        code: 'blocked_address',
        field: 'url',
        asked: [],
      });
    expect(through.asked).toEqual([]);
    const open = await sends(policy, through.url, 'http://name.example.org:8009/');
    expect([open.code, open.asked]).toEqual([undefined, []]);
    expect(through.asked.map(({ url }) => url)).toEqual(['http://name.example.org:8009/']);
  });
  it('refuses metadata through a proxy even where private targets are open', async () => {
    const through = await proxy();
    for (const url of ['http://169.254.169.254/', 'http://metadata.google.internal/'])
      expect(await sends(OPEN, through.url, url)).toMatchObject({ code: 'blocked_address', field: 'url' });
  });
  it('checks what a name resolves to where we resolve it for socks5', async () => {
    const through = await socks();
    const policy = { ...closed, allow: [through.address] };
    expect(await sends(policy, `socks5://${through.address}`, 'http://name.example.org/')).toMatchObject({
      code: 'blocked_address',
      field: 'url',
      asked: ['name.example.org'],
    });
    expect(through.asked).toEqual([]);
  });
  it('refuses ourselves as a proxy, and as a target behind one', async () => {
    const through = await proxy();
    const policy = { ...OPEN, self: [{ host: 'localhost', port: 3000 }] };
    expect(await sends(policy, 'http://127.0.0.1:3000', HTTP)).toMatchObject({ code: 'blocked_address' });
    expect(await sends(policy, through.url, 'http://localhost:3000/api')).toMatchObject({
      code: 'blocked_address',
    });
    expect(through.asked).toEqual([]);
  });
  it('says how an operator allows proxies where they are off', async () => {
    const through = await proxy();
    const site = await target(echo);
    for (const proxies of [false, undefined]) {
      const policy = { allowPrivate: true, allow: [], deny: [], self: [] };
      const transport = closing(createTransport(proxies === undefined ? policy : { ...policy, proxies }));
      const { record } = await session({ proxies: { all: through.url } }).send(
        { url: site.url },
        { transport },
      );
      expect(record.error).toMatchObject({
        code: 'blocked_address',
        reason: 'proxies_off',
        field: 'proxies',
      });
      expect(record.error?.message).toContain('PLAYJAR_PROXIES=on');
    }
    expect([through.sockets.size, site.connections()]).toEqual([0, 0]);
  });
});
