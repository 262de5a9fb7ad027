import { once } from 'node:events';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER_HEADERS } from '@/lib/api/answer-headers.mjs';
import type { Exchange } from '@/lib/model/exchange';
import type { Problem } from '../support/api-client';
import { startTarget, type Target } from '../support/target-server';
import { api, appUrl, stranger } from './shared-app';

const LARGE = 'x"\\\n/é🍪'.repeat(300_000);
let target: Target;
let session: string;
let hung: Promise<unknown>;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    if (request.url === '/hang') hung = once(response, 'close');
    else if (request.url === '/large') response.end(LARGE);
    else response.end('fine');
  });
  session = (await api.session({})).id;
});
afterAll(() => target.close());

/** A send as every client spells it is taken before Next; with a query after it, it goes through Next's route. */
const WAYS = { 'before Next': '', 'through Next': '?way=next' };

describe.each(Object.entries(WAYS))('a send that is taken %s', (_, query) => {
  const send = (body: unknown, caller = api) =>
    caller.call<Exchange & Problem>('POST', `/sessions/${session}/send${query}`, { body });

  it('answers the exchange, with the headers that every answer has', async () => {
    const { status, headers, body } = await send({ url: target.url });
    expect(status).toBe(200);
    expect(body.response?.body.text).toBe('fine');
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(Object.fromEntries(headers)).toMatchObject(
      Object.fromEntries(Object.entries(ANSWER_HEADERS).map(([name, value]) => [name.toLowerCase(), value])),
    );
  });

  it('refuses a stranger, an unknown session, a text that is no JSON and a wrong field alike', async () => {
    const refused = await send({ url: target.url }, stranger);
    expect(refused).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    const lost = await api.call('POST', `/sessions/nobody/send${query}`, { body: { url: target.url } });
    expect(lost).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await send('{')).toMatchObject({ status: 400, body: { code: 'invalid_json' } });
    const wrong = await send({ url: 7 });
    expect(wrong).toMatchObject({
      status: 422,
      body: { code: 'invalid_request', errors: [{ path: 'url' }] },
    });
    expect(wrong.headers.get('content-type')).toBe('application/problem+json');
  });

  it('tells of a target that fails, also over a connection that the other way made', async () => {
    const { status, body } = await send({ url: 'http://127.0.0.1:1/' });
    expect([status, body.error?.code]).toEqual([200, 'connection_error']);
  });

  it('answers a body of megabytes whole, as it is read again later', async () => {
    const { body } = await send({ url: `${target.url}/large` });
    // not toEqual, which prints megabytes
    expect(body.response?.body.text === LARGE).toBe(true);
    expect(body.response?.body.size).toBe(Buffer.byteLength(LARGE));
    const later = await api.done<Exchange>('GET', `/exchanges/${body.id}`);
    expect(JSON.stringify(later) === JSON.stringify(body)).toBe(true);
  });

  it('lets go of the target when the caller hangs up', async () => {
    const call = http.request(`${appUrl}/api/v1/sessions/${session}/send${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.token}` },
    });
    call.on('error', () => undefined);
    const before = target.requests.length;
    call.end(JSON.stringify({ url: `${target.url}/hang` }));
    await expect.poll(() => target.requests.length).toBe(before + 1);
    call.destroy();
    await hung;
  });
});
