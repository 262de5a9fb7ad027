import { describe, expect, it } from 'vitest';
import type { Handler } from '../support/target-server';
import { sendOne } from './one-send';
import { echo, hop, hopping, session, target } from './session-under-test';

const basicOf = (text: string): string => `Basic ${Buffer.from(text, 'latin1').toString('base64')}`;

describe('credentials', () => {
  it('R123 departs: text outside latin-1 goes as UTF-8, all else as latin-1', async () => {
    const sent = async (username: string): Promise<string | undefined> =>
      (await sendOne({ auth: { type: 'basic', username, password: 'p:w' } })).arrived.header('authorization');
    expect(await sent('ü')).toBe(basicOf('ü:p:w'));
    expect(await sent('€')).toBe(`Basic ${Buffer.from('€:p:w').toString('base64')}`);
  });

  const digest = { type: 'digest', username: 'u', password: 'p' } as const;
  /** Asks for a digest; what came with one is answered by `then`. */
  const guarded =
    (then: Handler): Handler =>
    (request, response) => {
      if (request.header('authorization')) return then(request, response);
      response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' }).end();
    };
  it('R131 the uri of a digest is path and query, as on the request line', async () => {
    const server = await target(guarded(echo));
    await session().get(`${server.url}/a b?q=[1]#f`, { auth: digest });
    expect(server.requests[1]?.url).toBe('/a%20b?q=%5B1%5D');
    expect(server.requests[1]?.header('authorization')).toContain('uri="/a%20b?q=%5B1%5D"');
  });
  it('R134 departs: another origin’s challenge after a redirect is not answered; the own one’s is', async () => {
    const other = await target(guarded(echo), { host: '127.0.0.2' });
    const server = await target(guarded(hopping));
    const own = await session().get(server.url + hop(302, '/end'), { auth: digest });
    expect(own.record.response?.status).toBe(200);
    const away = await session().get(server.url + hop(302, `${other.url}/`), { auth: digest });
    expect(away.record.response?.status).toBe(401);
    expect(other.requests.map((one) => one.header('authorization'))).toEqual([undefined]);
  });
});
