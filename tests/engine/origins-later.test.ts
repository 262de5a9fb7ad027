import { describe, expect, it } from 'vitest';
import { DECISIONS } from '@/lib/engine/decisions';
import { explainOrigins } from '@/lib/engine/origins';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { echo, hop, hopping, session, target } from './session-under-test';
import { hops, told } from './told';

describe('redirects', () => {
  it('R77–R81, R84, R96, R99 what each takes away and makes anew', async () => {
    const server = await target(hopping);
    const { record } = await session({ headers: [] }).get(server.url + hop(302, '/end', 'jar=1; Path=/'), {
      method: 'POST',
      body: { type: 'json', value: 1 },
      headers: [
        ['Cookie', 'mine=1'],
        ['Proxy-Authorization', 'x'],
        ['X-Kept', '1'],
      ],
    });
    expect(told(record.request, 'header')).toEqual([
      'Host: url R35',
      'X-Kept: request R9',
      'Cookie: jar R96',
      '-Cookie: redirect R96 < request',
      '-Proxy-Authorization: redirect R99 < request',
      '-Content-Length: redirect R81 < body',
      '-Content-Type: redirect R81 < body',
    ]);
    expect(told(record.request, 'method')).toEqual(['GET: redirect R78 < request']);
    expect(told(record.request, 'body')).toEqual(['-: redirect R81']);
    expect(told(record.request, 'url')).toEqual([': redirect R84']);
    expect(told(record.request, 'param')).toEqual([]);
  });
  it.each([
    [301, 'POST', 'GET: redirect R79 < request'],
    [303, 'PUT', 'GET: redirect R77 < request'],
    [301, 'PUT', undefined],
    [307, 'POST', undefined],
  ])('R77, R79, R80 after a %i a %s: %s', async (status, method, line) => {
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(status, '/end'), { method });
    expect(told(record.request, 'method')).toEqual(line ? [line] : []);
  });
  it('R91; R39, R98 departs: what stays behind at another origin', async () => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    const { record } = await session({ headers: [['X-API-Key', 'k']] }).get(
      server.url + hop(302, `${other.url}/`),
      { auth: { type: 'bearer', token: 't' }, cookies: { own: '1' } },
    );
    expect(told(record.request, 'header')).toEqual([
      'Host: url R35',
      '-X-API-Key: redirect R39 < session',
      '-Authorization: redirect R91 < request',
    ]);
    expect(told(record.request, 'cookies')).toEqual(['-: redirect R98']);
  });
});

describe('settings', () => {
  const settings = (record: ExchangeRecord, hopNumber = 0): Record<string, string> =>
    Object.fromEntries(
      explainOrigins(hops(record)[hopNumber] ?? record.request)
        .filter(({ kind }) => kind === 'setting')
        .map(({ name, value, from, overrode }) => [
          name,
          [value, from, ...(overrode ? [overrode.from, overrode.value] : [])].join(' '),
        ]),
    );

  it('R2, R3, R19, R23, R145 are defaults and ceilings when nothing is asked', async () => {
    const server = await target(echo);
    const { record } = await session().send(
      { url: server.url },
      { limits: { connectMs: 10_000, readMs: 30_000, totalMs: 60_000 } },
    );
    expect(settings(record)).toEqual({
      'timeout.connect': '10 s server',
      'timeout.read': '30 s server',
      'timeout.total': '60 s server',
      verify: 'true default',
      cert: 'none default',
      http2: 'false default',
      allowRedirects: 'true default',
      maxRedirects: '30 default',
      trustEnv: 'false server',
      proxy: 'none default',
    });
  });
  it('R17, R90, R145 tell what was asked, what it overrode and what the server cut', async () => {
    const server = await target(hopping);
    const s = session({ verify: false, timeout: 5, maxRedirects: 90 });
    const { record } = await s.send(
      {
        url: server.url + hop(302, '/end'),
        verify: true,
        timeout: { read: 4000 },
        allowRedirects: true,
        sendCookies: false,
      },
      { limits: { connectMs: 10_000, readMs: 30_000, redirects: 50 } },
    );
    expect(settings(record)).toMatchObject({
      'timeout.connect': '10 s server',
      'timeout.read': '30 s server request 4000 s',
      verify: 'true request session false',
      allowRedirects: 'true request',
      maxRedirects: '50 server session 90',
      sendCookies: 'false request',
    });
    // R103: what holds for every hop is told once
    expect(Object.keys(settings(record, 1))).toEqual(['proxy']);
  });
});

describe('variables', () => {
  it('name where a value was filled from, and never the value', async () => {
    const server = await target(echo);
    const { record } = await session({ headers: [['X-A', '{{one}}']], variables: { one: 'v-one' } }).send(
      {
        url: `${server.url}/{{where}}`,
        headers: [['X-B', 'a {{two}} {{one}}']],
        auth: { type: 'bearer', token: '{{token}}' },
        variables: { two: 'v-two' },
      },
      { variables: { where: 'v-where', token: 'v-token' }, isSecret: (name) => name === 'token' },
    );
    const origins = explainOrigins(record.request);
    const used = origins
      .filter(({ variables }) => variables)
      .map(({ kind, name, variables }) => [kind, name, variables]);
    expect(used).toEqual([
      ['header', 'X-A', [{ name: 'one', from: 'session' }]],
      [
        'header',
        'X-B',
        [
          { name: 'two', from: 'request' },
          { name: 'one', from: 'session' },
        ],
      ],
      ['header', 'Authorization', [{ name: 'token', from: 'environment', secret: true }]],
      ['url', '', [{ name: 'where', from: 'environment' }]],
      ['auth', 'bearer', [{ name: 'token', from: 'environment', secret: true }]],
    ]);
    expect(JSON.stringify([record.request.marks, origins])).not.toMatch(/v-(one|two|where|token)/);
    expect(origins.find(({ name }) => name === 'X-B')?.words).toBe(
      'this request has it; filled from {{two}} of this request, {{one}} of the session',
    );
  });
});

it('every decision is a plain sentence with its rule', () => {
  for (const { rule, words } of Object.values(DECISIONS)) {
    expect(rule).toMatch(/^(R\d+|RFC \d+ §[\d.]+|\{\{name\}\})$/);
    expect(words).toMatch(/^[a-z“].*[^.]$/);
  }
});

it('a code that is not known is left out', () => {
  expect(
    explainOrigins({ method: 'GET', url: '', headers: [], body: { size: 0 }, marks: [['url', '', 'later']] }),
  ).toEqual([]);
});
