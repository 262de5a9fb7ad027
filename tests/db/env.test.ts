import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listsHost } from '@/lib/engine/policy-list';
import { egressPolicy, readEnv } from '@/lib/env';
import { defaultLimits } from '@/lib/model/limits';

const self = (env: Record<string, string>) => egressPolicy(readEnv(env)).self;

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readEnv({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      isLoopback: true,
      databaseUrl: `file:${path.resolve('data/playjar.db')}`,
      dataDir: path.resolve('data'),
      secret: undefined,
      publicOrigin: undefined,
      egressAllow: [],
      egressDeny: [],
      proxies: true,
      signUp: 'invited',
      oidc: null,
      limits: defaultLimits(true),
    });
  });

  it('reads one OpenID provider, by an https issuer and a client id', () => {
    const given = { PLAYJAR_OIDC_ISSUER: 'https://login.example', PLAYJAR_OIDC_CLIENT_ID: 'jar' };
    const more = { PLAYJAR_OIDC_NAME: 'Login', PLAYJAR_OIDC_DOMAINS: '@Example.com, other.example,' };
    expect(readEnv({ ...given, ...more }).oidc).toEqual({
      issuer: 'https://login.example',
      clientId: 'jar',
      clientSecret: undefined,
      name: 'Login',
      domains: ['example.com', 'other.example'],
    });
    expect(readEnv(given).oidc).toMatchObject({ name: 'login.example', domains: [] });
    expect(() => readEnv({ PLAYJAR_OIDC_ISSUER: 'https://login.example' })).toThrow('PLAYJAR_OIDC_CLIENT_ID');
    expect(() => readEnv({ ...given, PLAYJAR_OIDC_ISSUER: 'http://login.example' })).toThrow('must be https');
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0.0/8; 192.168.0.0/16',
    'http://a.test',
    '10.0.0',
    'a.*.test',
    '*',
    'a.test:70000',
    'fd00::/129',
  ])('refuses to start with the egress entry %j, which would match nothing', (entry) => {
    const text = `10.0.0.0/8,${entry}`;
    for (const name of ['PLAYJAR_EGRESS_ALLOW', 'PLAYJAR_EGRESS_DENY'])
      expect(() => readEnv({ [name]: text })).toThrow(`${name}: takes CIDRs`);
    expect(() => readEnv({ PLAYJAR_EGRESS_DENY: text })).toThrow('entry 2 is none of these');
  });

  it('takes every shape of egress entry that the guard reads, and the guard reads each', () => {
    const shapes: [string, string, number][] = [
      ['10.1.0.0/16', '10.1.2.3', 80],
      ['10.2.0.0/16:8080', '10.2.3.4', 8080],
      ['10.3.4.5', '10.3.4.5', 80],
      ['10.3.4.6:81', '10.3.4.6', 81],
      ['fd12::/16', '[fd12::1]', 80],
      ['[fd13::]/16:82', '[fd13::1]', 82],
      ['[::1]:83', '[::1]', 83],
      ['::1', '[::1]', 80],
      ['db.Local:5432', 'db.local', 5432],
      ['*.a.test', 'x.a.test', 80],
      ['localhost', 'localhost', 80],
      ['xn--bcher-kva.test.', 'xn--bcher-kva.test', 80],
      [':8443', 'any.test', 8443],
    ];
    for (const [entry, host, port] of shapes) {
      const { egressAllow } = readEnv({ PLAYJAR_EGRESS_ALLOW: entry });
      expect([entry, listsHost(egressAllow, { host, port })]).toEqual([entry, true]);
    }
  });

  it('takes an empty value for none', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', PLAYJAR_LIMITS: '', PLAYJAR_SECRET: '' })).toEqual(
      readEnv({}),
    );
  });

  it('keeps the database in the data folder unless told otherwise', () => {
    expect(readEnv({ PLAYJAR_DATA_DIR: '/srv/jar' }).databaseUrl).toBe('file:/srv/jar/playjar.db');
    expect(readEnv({ DATABASE_URL: 'file:./x.db' }).databaseUrl).toBe(`file:${path.resolve('x.db')}`);
    expect(readEnv({ DATABASE_URL: 'file:///abs/x.db' }).databaseUrl).toBe('file:/abs/x.db');
    expect(readEnv({ DATABASE_URL: 'postgresql://u@h/d' }).databaseUrl).toBe('postgresql://u@h/d');
  });

  it.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1'])(
    'lets private targets and proxies be used when bound to %s',
    (HOST) => {
      expect(egressPolicy(readEnv({ HOST })).allowPrivate).toBe(true);
      expect(readEnv({ HOST }).proxies).toBe(true);
      expect(readEnv({ HOST, PLAYJAR_PROXIES: 'off' }).proxies).toBe(false);
      expect(egressPolicy(readEnv({ HOST })).proxies).toBe(true);
      expect(egressPolicy(readEnv({ HOST, PLAYJAR_PROXIES: 'off' })).proxies).toBe(false);
    },
  );

  it.each(['0.0.0.0', '::', '192.168.1.5', 'playjar.example', '127.evil.example'])(
    'lets neither be used when bound to %s',
    (HOST) => {
      expect(egressPolicy(readEnv({ HOST })).allowPrivate).toBe(false);
      expect(readEnv({ HOST }).proxies).toBe(false);
      expect(readEnv({ HOST, PLAYJAR_PROXIES: 'on' }).proxies).toBe(true);
    },
  );

  it('reads lists of egress rules', () => {
    const { allow, deny } = egressPolicy(
      readEnv({ PLAYJAR_EGRESS_ALLOW: '10.0.0.0/8, db.local:5432,', PLAYJAR_EGRESS_DENY: '*.evil.test' }),
    );
    expect([allow, deny]).toEqual([['10.0.0.0/8', 'db.local:5432'], ['*.evil.test']]);
  });

  it('knows itself by every name it answers to', () => {
    expect(self({ HOST: '0.0.0.0', PORT: '8080' })).toEqual(
      expect.arrayContaining([
        { host: '127.0.0.1', port: 8080 },
        { host: 'localhost', port: 8080 },
        { host: '::1', port: 8080 },
      ]),
    );
    expect(self({ PLAYJAR_URL: 'https://jar.example/ignored' })).toContainEqual({
      host: 'jar.example',
      port: 443,
    });
  });

  it('has limits of fair use where others can reach it, and lets them be overridden', () => {
    const shared = readEnv({ HOST: '0.0.0.0', PLAYJAR_LIMITS: '{"sendsAtOnce": 3}' }).limits;
    expect(shared).toEqual({ ...defaultLimits(false), sendsAtOnce: 3 });
    expect(shared).toMatchObject({ sendsPerMinute: 600, addressSendsAtOnce: 40, historySends: 10_000 });
    expect(readEnv({}).limits).toMatchObject({ sendsPerMinute: Infinity, addressSendsAtOnce: Infinity });
  });

  it('overrides single limits and keeps the others', () => {
    expect(readEnv({ PLAYJAR_LIMITS: '{"totalMs": 5000, "redirects": 0}' }).limits).toEqual({
      ...defaultLimits(true),
      totalMs: 5000,
      redirects: 0,
    });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ PLAYJAR_URL: 'jar.example' }, 'PLAYJAR_URL'],
    [{ PLAYJAR_PROXIES: 'yes' }, 'PLAYJAR_PROXIES'],
    [{ PLAYJAR_LIMITS: '{totalMs}' }, 'PLAYJAR_LIMITS'],
    [{ PLAYJAR_LIMITS: '{"redirects": 101}' }, 'PLAYJAR_LIMITS.redirects'],
    [{ PLAYJAR_LIMITS: '{"totalMs": 0}' }, 'PLAYJAR_LIMITS.totalMs'],
    [{ PLAYJAR_LIMITS: '{"sendsAtOnce": 10001}' }, 'PLAYJAR_LIMITS.sendsAtOnce'],
    [{ PLAYJAR_LIMITS: '[]' }, 'PLAYJAR_LIMITS'],
    [{ PLAYJAR_LIMITS: '{"speed": 1}' }, 'PLAYJAR_LIMITS'],
  ])('names the variable that is malformed: %j', (given, name) => {
    expect(() => readEnv(given)).toThrow(`  ${name}: `);
  });
});
