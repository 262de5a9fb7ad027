import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTarget, type Target } from '../support/target-server';
import { api, appUrl } from './shared-app';

const { port } = new URL(appUrl);
const HEALTH = '/api/v1/health';

let session: string;
let target: Target;
beforeAll(async () => {
  session = (await api.session({ name: 'self' })).id;
  target = await startTarget((request, response) => {
    const to = new URL(request.url, 'http://x').searchParams.get('to') ?? '';
    response.writeHead(302, { Location: to }).end();
  });
});
afterAll(() => target.close());

describe('a send to the app itself', () => {
  it.each([
    [''],
    ['/'],
    [HEALTH],
    ['/s/token'],
    ['/practice'],
    ['/practicex/'],
    ['/%61pi/v1/health'],
    ['/practice/../api/v1/health'],
    ['/practice/%2e%2e/api/v1/health'],
    ['/practice/..%2fapi/v1/health'],
    ['/practice/%252e%252e/api/v1/health'],
    ['/practice/..\\api\\v1\\health'],
    ['/practice/..;/api/v1/health'],
    ['//practice/login'],
    ['/practice//login'],
    ['/./api/v1/health'],
    ['/_next/static/'],
    ['/?/practice/login'],
    ['/#/practice/login'],
  ])('is blocked outside /practice/: %s', async (path) => {
    const { error, response } = await api.get(session, appUrl + path);
    expect(error).toMatchObject({ code: 'blocked_address', field: 'url' });
    expect(response).toBeNull();
  });

  it.each([
    ['localhost'],
    ['LOCALHOST'],
    ['localhost.'],
    ['app.localhost'],
    ['127.0.0.1'],
    ['127.1'],
    ['127.0.0.2'],
    ['2130706433'],
    ['0x7f000001'],
    ['0177.0.0.1'],
    ['0.0.0.0'],
    ['[::1]'],
    ['[::ffff:127.0.0.1]'],
    ['user:password@127.0.0.1'],
    ['127%2e0.0.1'],
    ['①②⑦.0.0.1'],
  ])('is blocked under every name of the host: %s', async (host) => {
    const { error, response } = await api.get(session, `http://${host}:${port}${HEALTH}`);
    expect(['blocked_address', 'invalid_url']).toContain(error?.code);
    expect(response).toBeNull();
  });

  it.each([
    [`${appUrl}/practice/login`],
    [`http://localhost:${port}/practice/login`],
    [`${appUrl}/%70ractice/login`],
    [`${appUrl}/practice/./login`],
    [`${appUrl}/practice/x/../login`],
    [`${appUrl}/api/../practice/login`],
    [`${appUrl}/practice/`],
  ])('goes through to the practice site: %s', async (url) => {
    const { error, response } = await api.get(session, url);
    expect(error).toBeNull();
    expect(response?.status).toBe(200);
    expect(response?.body.text).toContain('<!doctype html>');
  });

  it('is blocked after a redirect too, and what came before is kept', async () => {
    for (const to of [appUrl + HEALTH, `//127.0.0.1:${port}/`, `${appUrl}/practice/../api/v1/health`]) {
      const exchange = await api.get(session, `${target.url}/?to=${encodeURIComponent(to)}`);
      expect(exchange.error).toMatchObject({ code: 'blocked_address', hop: 1 });
      expect(exchange.response).toBeNull();
      expect(exchange.history).toHaveLength(1);
    }
    const allowed = await api.get(session, `${target.url}/?to=${appUrl}/practice/redirect/2`);
    expect(allowed.error).toBeNull();
    expect(allowed.history).toHaveLength(3);
  });

  it('is blocked by a Host header that names another', async () => {
    const exchange = await api.send(session, { url: appUrl + HEALTH, headers: [['Host', 'example.test']] });
    expect(exchange.error?.code).toBe('blocked_address');
  });

  it('other ports of this machine stay open', async () => {
    const exchange = await api.send(session, { url: `${target.url}/?to=/`, allowRedirects: false });
    expect(exchange.response?.status).toBe(302);
  });
});

describe('cloud metadata', () => {
  it.each([['http://169.254.169.254/'], ['http://[fd00:ec2::254]/'], ['http://metadata.google.internal/']])(
    'is never called: %s',
    async (url) => {
      const { error } = await api.get(session, url);
      expect(error?.code).toBe('blocked_address');
    },
  );
});
