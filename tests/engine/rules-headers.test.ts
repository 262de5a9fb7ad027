import { describe, expect, it } from 'vitest';
import { RequestSpec } from '@/lib/model/request-spec';
import { sendOne, sentHeaders } from './one-send';
import { echo, hop, hopping, session, target } from './session-under-test';

describe('headers', () => {
  it('R30 the four defaults of a new session, in order', async () => {
    expect((await sentHeaders({})).map(([name]) => name)).toEqual([
      ...['User-Agent', 'Accept-Encoding', 'Accept', 'Connection'],
    ]);
  });
  it.each(['', ' a', 'a:b', 'a\rb', 'a\nb'])(
    'R31 the name %j is refused, and nothing arrives',
    async (name) => {
      const server = await target(echo);
      const failure = await session().failure({ url: server.url, headers: [[name, 'v']] });
      expect(failure).toMatchObject({ code: 'invalid_header', field: 'headers' });
      expect(server.connections()).toBe(0);
    },
  );
  it.each(['a b', 'a\t', 'é', 'a(b)'])('R31 departs: %j is no token, and refused', async (name) => {
    const server = await target(echo);
    const failure = await session().failure({ url: server.url, headers: [[name, 'v']] });
    expect(failure.code).toBe('invalid_header');
    expect(server.connections()).toBe(0);
  });
  it('R32 a value with a leading space is refused, not trimmed; an empty one goes out', async () => {
    const failure = await session().failure({ url: 'http://127.0.0.1:9/', headers: [['X', ' v']] });
    expect(failure).toMatchObject({ code: 'invalid_header', field: 'headers' });
    expect(await sentHeaders({ headers: [['X', '']] }, { headers: [] })).toEqual([['X', '']]);
  });
  it.each([1, 1.5, true, {}, ['a']])(
    'R33 departs: the schema refuses the value %j and names its place',
    (value) => {
      const parsed = RequestSpec.safeParse({ url: 'http://h.test/', headers: [['X-A', value]] });
      expect(parsed.error?.issues[0]?.path).toEqual(['headers', 0, 1]);
    },
  );
  it('R34 latin-1 goes out, what is outside is refused', async () => {
    expect(await sentHeaders({ headers: [['X', 'caf\xe9']] }, { headers: [] })).toEqual([['X', 'caf\xe9']]);
    const failure = await session().failure({ url: 'http://127.0.0.1:9/', headers: [['X', '€']] });
    expect(failure).toMatchObject({ code: 'invalid_header', field: 'headers' });
  });
  it('R35 an overriding Host is the only one', async () => {
    const { arrived } = await sendOne({ headers: [['host', 'other.example']] });
    const hosts = arrived.rawHeaders.filter(([name]) => name.toLowerCase() === 'host');
    expect(hosts).toEqual([['host', 'other.example']]);
  });
  it('R37 an explicit Content-Length stays without a body and gives way to a body’s own', async () => {
    const zero: [string, string][] = [['content-length', '0']];
    expect(await sentHeaders({ headers: zero }, { headers: [] })).toEqual(zero);
    const body = { type: 'text', text: 'four' } as const;
    expect(await sentHeaders({ method: 'POST', headers: zero, body }, { headers: [] })).toEqual([
      ['Content-Length', '4'],
    ]);
  });
  it('R39 departs: custom headers cross to another host, those that hold a key do not', async () => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    const headers: [string, string][] = [
      ['X-Custom', '1'],
      ['X-API-Key', 'k'],
    ];
    const { record } = await session().get(server.url + hop(302, `${other.url}/`), { headers });
    expect(other.requests[0]?.header('x-custom')).toBe('1');
    expect(other.requests[0]?.header('x-api-key')).toBeUndefined();
    expect(record.request.droppedHeaders).toEqual(['X-API-Key']);
  });
});
