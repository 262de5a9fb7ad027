import { describe, expect, it } from 'vitest';
import { leavesOrigin } from '@/lib/engine/redirects';
import { echo, hop, hopping, session, target } from './session-under-test';

describe('what crosses to another origin', () => {
  it.each([
    ['http://a.test/', 'http://b.test/', true],
    ['http://a.test/', 'http://A.test/x', false],
    ['http://a.test/', 'http://a.test:80/', false],
    ['https://a.test:443/', 'https://a.test/', false],
    ['http://a.test/', 'https://a.test/', false],
    ['http://a.test:80/', 'https://a.test:443/', false],
    ['https://a.test/', 'http://a.test/', true],
    ['http://a.test:1234/', 'https://a.test/', true],
    ['http://a.test/', 'http://a.test:8080/', true],
    ['http://u:p@a.test/', 'http://a.test/', false],
    ['http://[::1]:80/', 'http://[::1]/', false],
  ])('R91 %s → %s leaves: %s', (from, next, leaves) => {
    expect(leavesOrigin(from, next)).toBe(leaves);
  });

  it('R92 keeps Authorization on the same origin, also from auth and the URL', async () => {
    const server = await target(hopping);
    await session().get(server.url.replace('://', '://user:pass@') + hop(302, '/end'));
    expect(server.requests[1]?.header('authorization')).toBe('Basic dXNlcjpwYXNz');
  });
  it('R91, R93 drops Authorization at another host, and it does not come back', async () => {
    const other = await target(hopping, { host: '127.0.0.2' });
    const server = await target(hopping);
    const back = other.url + hop(302, `${server.url}/end`);
    const { record } = await session().get(server.url + hop(302, back), {
      headers: [['authorization', 'x']],
    });
    expect(server.requests[0]?.header('authorization')).toBe('x');
    expect(other.requests[0]?.header('authorization')).toBeUndefined();
    expect(server.requests[1]?.header('authorization')).toBeUndefined();
    expect(record.history[1]?.request.droppedHeaders).toEqual(['authorization']);
  });
  it('R39 keeps custom headers, but (departs) not those that hold a key', async () => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(302, `${other.url}/`), {
      headers: [
        ['X-Custom', '1'],
        ['X-API-Key', 'k'],
        ['X-Auth-Token', 't'],
      ],
      auth: { type: 'apiKey', in: 'header', name: 'My-Pass', value: 'v' },
    });
    expect(other.requests[0]?.header('x-custom')).toBe('1');
    for (const name of ['x-api-key', 'x-auth-token', 'my-pass'])
      expect(other.requests[0]?.header(name)).toBeUndefined();
    expect(record.request.droppedHeaders).toEqual(['X-API-Key', 'X-Auth-Token', 'My-Pass']);
  });
  it.each([
    ...[
      'apikey',
      'X-RapidAPI-Key',
      'Ocp-Apim-Subscription-Key',
      'X-Auth-Key',
      'DD-Application-Key',
      'api_key',
    ],
    ...['X-Amz-Security-Token', 'PRIVATE-TOKEN', 'X-Client-Secret', 'X-Password', 'X-Auth', 'X-Session-Id'],
  ])('R39 departs: by its name %s carries a key', async (name) => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(302, hop(302, `${other.url}/`)), {
      headers: [[name, 'k']],
    });
    expect(server.requests.map((one) => one.header(name.toLowerCase()))).toEqual(['k', 'k']);
    expect(other.requests[0]?.header(name.toLowerCase())).toBeUndefined();
    expect(record.request.droppedHeaders).toEqual([name]);
  });
  it.each(['Idempotency-Key', 'X-Request-Id', 'Sec-Fetch-Site', 'X-Author', 'X-Keyboard', 'X-Tokens-Left'])(
    'R39 keeps %s, which names no key',
    async (name) => {
      const other = await target(echo, { host: '127.0.0.2' });
      const server = await target(hopping);
      await session().get(server.url + hop(302, `${other.url}/`), { headers: [[name, 'v']] });
      expect(other.requests[0]?.header(name.toLowerCase())).toBe('v');
    },
  );
  it('R39 departs: a header with a secret variable in it stays behind, wherever the variable was written', async () => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    const s = session({ headers: [['X-Session', 'Bearer {{pin}}']], variables: { pin: '4711', plain: 'p' } });
    const { record } = await s.send(
      {
        url: server.url + hop(307, hop(302, `${other.url}/`)),
        headers: [
          ['X-Request', '{{pin}}'],
          ['X-Plain', '{{plain}}'],
          ['X-{{pin}}', 'in the name'],
        ],
      },
      { isSecret: (name) => name === 'pin' },
    );
    expect(server.requests[1]?.header('x-session')).toBe('Bearer 4711');
    expect(JSON.stringify(other.requests[0]?.rawHeaders)).not.toContain('4711');
    expect(other.requests[0]?.header('x-plain')).toBe('p');
    expect(record.request.droppedHeaders).toEqual(['X-Session', 'X-Request', 'X-4711']);
  });
  it('R9, R39 a secret variable in a header that the request replaced does not count', async () => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    const s = session({ headers: [['X-Mine', '{{pin}}']], variables: { pin: '4711' } });
    await s.send(
      { url: server.url + hop(302, `${other.url}/`), headers: [['x-mine', 'open']] },
      { isSecret: () => true },
    );
    expect(other.requests[0]?.header('x-mine')).toBe('open');
  });
  it('R95 does not make credentials of userinfo in a Location', async () => {
    const server = await target(hopping);
    const withUser = server.url.replace('://', '://u:p@');
    const { record } = await session().get(server.url + hop(302, `${withUser}/end`));
    expect(server.requests[1]?.header('authorization')).toBeUndefined();
    expect(record.response?.url).toBe(`${withUser}/end`);
  });
  it('R96 sends a hand-written Cookie header on the first hop only', async () => {
    const server = await target(hopping);
    await session().get(server.url + hop(302, '/end', 'jar=1; Path=/'), { headers: [['Cookie', 'mine=1']] });
    expect(server.requests.map((one) => one.header('cookie'))).toEqual(['mine=1', 'jar=1']);
  });
  it('R98 departs: cookies of the request stay with their host', async () => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    await session().get(server.url + hop(302, hop(302, `${other.url}/`)), { cookies: { own: '1' } });
    expect(server.requests.map((one) => one.header('cookie'))).toEqual(['own=1', 'own=1']);
    expect(other.requests[0]?.header('cookie')).toBeUndefined();
  });
  it('R99 never carries Proxy-Authorization on', async () => {
    const server = await target(hopping);
    await session().get(server.url + hop(302, '/end'), { headers: [['Proxy-Authorization', 'x']] });
    // R38: without a proxy it goes to the origin, once
    expect(server.requests.map((one) => one.header('proxy-authorization'))).toEqual(['x', undefined]);
  });
});
