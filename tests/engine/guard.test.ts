import { describe, expect, it } from 'vitest';
import type { EgressPolicy } from '@/lib/engine/contract';
import { checkPeer, checkUrl, refusalFailure } from '@/lib/engine/guard';
import { CLOSED, OPEN, verdict } from './guard-verdict';
import { session, target } from './session-under-test';

describe('the reason for IPv6', () => {
  it.each([
    ['::', 'unspecified'],
    ['::ffff:8.8.8.8', 'IPv4-mapped'],
    ['::ffff:0:8.8.8.8', 'IPv4-translated'],
    ['::8.8.8.8', 'IPv4-compatible'],
    ['64:ff9b::8.8.8.8', 'NAT64'],
    ['64:ff9b:1:2::1', 'NAT64 for local use'],
    ['100::1', 'discard'],
    ['100:0:0:1::1', 'dummy'],
    ['5f00::1', 'segment routing'],
    ['fe80::1', 'link-local'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['2001:0:1::1', 'Teredo'],
    ['2001:20::1', 'ORCHIDv2'],
    ['2001:5::1', 'IETF protocol'],
    ['4000::1', 'not global unicast'],
  ])('%s is %s', (address, what) => {
    const refusal = checkUrl(`http://[${address}]/`, CLOSED);
    expect('refused' in refusal && refusal.reason).toContain(what);
  });
});

describe('allowPrivate', () => {
  it.each([
    'http://127.0.0.1:9/',
    'http://localhost:3000/',
    'http://[::1]:8080/',
    'http://10.1.2.3/',
    'http://192.168.0.1:25/',
    'http://db:5432/',
    'http://100.64.0.1/',
    'http://[fd12::1]/',
    'http://nas.local/',
  ])('opens %s', (url) => {
    expect(verdict(url, OPEN)).toBe('allowed');
  });
  it.each([
    'http://169.254.169.254/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
    'http://192.0.0.192/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[::]/',
  ])('does not open %s', (url) => {
    expect(verdict(url, OPEN)).toBe('ip');
  });
  it.each(['http://metadata/', 'http://metadata.google.internal/', 'http://METADATA.google.internal./'])(
    'does not open the metadata name %s',
    (url) => {
      expect(verdict(url, OPEN)).toBe('host');
    },
  );
  it('refuses a whole set of answers for one that is never open', () => {
    expect(verdict('http://x.example.org/', OPEN, ['127.0.0.1', '169.254.169.254'])).toBe('dns');
  });
});

describe('allow and deny', () => {
  const allowing = (...allow: string[]): EgressPolicy => ({ ...CLOSED, allow });
  it.each([
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/', 'allowed'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8081/', 'ip'],
    ['127.0.0.0/8', 'http://127.9.9.9:25/', 'allowed'],
    ['127.0.0.0/8', 'http://localhost:8080/', 'allowed'],
    ['[::1]:80', 'http://[::1]/', 'allowed'],
    ['[fd00::/8]:80', 'http://[fd00::7]/', 'allowed'],
    ['fd00::/8', 'http://[fd00:ec2::254]/', 'allowed'],
    ['169.254.169.254', 'http://169.254.169.254/', 'allowed'],
    ['metadata.google.internal', 'http://metadata.google.internal/', 'allowed'],
    ['*.corp', 'http://wiki.corp/', 'allowed'],
    ['*.corp', 'http://corp/', 'host'],
    ['*.corp:8443', 'http://wiki.corp/', 'host'],
    ['Wiki.Corp', 'http://wiki.corp./', 'allowed'],
    ['not a host at all', 'http://wiki.corp/', 'host'],
    ['', 'http://127.0.0.1/', 'ip'],
    ['*', 'http://127.0.0.1/', 'ip'],
    ['10.0.0.0/99', 'http://10.0.0.1/', 'ip'],
    ['0.0.0.0/0', 'http://[::1]/', 'ip'],
  ])('with allow %s, %s is %s', (entry, url, expected) => {
    expect(verdict(url, allowing(entry))).toBe(expected);
  });
  it('lets an allowed name resolve to anything', () => {
    expect(verdict('http://wiki.corp/', allowing('wiki.corp'), ['10.0.0.7'])).toBe('allowed');
  });
  it('lets a name resolve into an allowed CIDR', () => {
    expect(verdict('http://wiki.example.org/', allowing('10.0.0.0/8'), ['10.0.0.7'])).toBe('allowed');
    expect(verdict('http://wiki.example.org/', allowing('10.0.0.0/8'), ['10.0.0.7', '127.0.0.1'])).toBe(
      'dns',
    );
  });
  it.each([
    ['example.com', 'http://example.com/', 'host'],
    ['*.example.com', 'http://a.example.com/', 'host'],
    ['*.example.com', 'http://example.com/', 'allowed'],
    ['93.184.0.0/16', 'http://93.184.215.14/', 'ip'],
    [':8443', 'http://example.com:8443/', 'host'],
  ])('with deny %s, %s is %s', (entry, url, expected) => {
    expect(verdict(url, { ...CLOSED, deny: [entry] })).toBe(expected);
  });
  it('denies a name by what it resolves to', () => {
    expect(verdict('http://a.example.org/', { ...CLOSED, deny: ['93.184.0.0/16'] }, ['93.184.215.14'])).toBe(
      'dns',
    );
  });
  it('lets allow win over deny', () => {
    expect(
      verdict('http://a.example.com/', { ...CLOSED, allow: ['a.example.com'], deny: ['*.example.com'] }),
    ).toBe('allowed');
  });
});

describe('what is told', () => {
  it('tells users how it is opened, and operators why it was closed', () => {
    const refusal = checkUrl('http://10.0.0.1/', CLOSED);
    if (!('refused' in refusal)) throw new Error('10.0.0.1 must be refused');
    const failure = refusalFailure(refusal);
    expect(failure.code).toBe('blocked_address');
    expect(failure.message).toContain('PLAYJAR_EGRESS_ALLOW');
    expect(failure.message).not.toContain('10.0.0.1');
    expect(String(failure.details.cause)).toContain('10.0.0.1: private use');
  });
  it('tells the one who runs the server the stage, the reason and the host, and the record nothing of it', async () => {
    const server = await target((_request, response) =>
      response.writeHead(302, { location: 'http://user:pw@169.254.169.254/latest?key=1' }).end(),
    );
    const heard: unknown[] = [];
    const { record } = await session().send(
      { url: server.url },
      { onRefused: (refusal) => heard.push(refusal) },
    );
    expect(record.error).toMatchObject({ code: 'blocked_address', hop: 1 });
    expect(JSON.stringify(record.error)).not.toContain('link-local');
    expect(heard).toEqual([
      { refused: true, stage: 'ip', reason: '169.254.169.254: link-local', host: '169.254.169.254' },
    ]);
  });
  it('tells them of a proxy and of a token server too', async () => {
    const heard: string[] = [];
    const onRefused = ({ reason }: { reason: string }): void => void heard.push(reason);
    const proxies = { http: 'http://169.254.169.254:3128' };
    const auth = {
      type: 'oauth2',
      grant: 'client_credentials',
      tokenUrl: 'http://metadata/',
      clientId: 'a',
    } as const;
    await session().send({ url: 'http://127.0.0.1:9/', proxies }, { onRefused });
    await session().send({ url: 'http://127.0.0.1:9/', auth }, { onRefused });
    expect(heard).toEqual(['169.254.169.254: link-local', 'a cloud metadata name']);
  });
  it('refuses a peer that is not the address that was checked', () => {
    expect(checkPeer('127.0.0.1', '93.184.215.14')?.stage).toBe('connect');
    expect(checkPeer(undefined, '93.184.215.14')?.stage).toBe('connect');
    expect(checkPeer('::ffff:93.184.215.14', '93.184.215.14')).toBeNull();
  });
});
