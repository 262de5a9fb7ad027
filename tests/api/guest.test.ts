import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf } from '../support/api-client';
import { GuestClient } from '../support/guest-client';
import { streamEvents } from '../support/event-stream';
import { startTarget, type Target } from '../support/target-server';
import { api, appUrl } from './shared-app';
import type { Exchange } from '@/lib/model/exchange';

let target: Target;
let guest: GuestClient;
let other: GuestClient;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    if (request.url === '/hang') return;
    response.writeHead(200, { 'Set-Cookie': 'seen=1' }).end('fine');
  });
  guest = await GuestClient.open(appUrl);
  other = await GuestClient.open(appUrl);
});
afterAll(() => target.close());

/** Starts a send as the page does, and gives its id. */
async function startSend(by: GuestClient, url: string): Promise<string> {
  const { id } = await by.value<{ id: string }>('sessions/createSession', [{ name: 'guest' }]);
  const send = [id, { method: 'GET', url }];
  return (await by.value<{ exchangeId: string }>('exchanges/startSend', send)).exchangeId;
}

async function finished(by: GuestClient, exchangeId: string): Promise<Exchange> {
  const response = await by.fetch(`/live/exchanges/${exchangeId}`);
  for await (const { event, data } of streamEvents(response))
    if (event === 'exchange') return data as Exchange;
  throw new Error('the stream ended without an exchange');
}

describe('the guest cookie', () => {
  it('comes with the first page, signed, HttpOnly and SameSite=Lax', () => {
    expect(guest.setCookie).toMatch(/; *HttpOnly/i);
    expect(guest.setCookie).toMatch(/; *SameSite=Lax/i);
    expect(guest.setCookie).toMatch(/; *Path=\/(;|$)/i);
    expect(guest.setCookie).not.toMatch(/; *Domain=/i);
    expect(guest.cookie).not.toBe(other.cookie);
  });

  it('comes once: a page that was sent it sets none', async () => {
    const response = await guest.fetch('/');
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('that was forged is replaced by the next page and opens nothing', async () => {
    const forged = `${guest.cookie.slice(0, -1)}${guest.cookie.endsWith('A') ? 'B' : 'A'}`;
    for (const cookie of ['made-up', forged]) {
      const headers = { cookie: `playjar_guest=${cookie}` };
      const page = await fetch(`${appUrl}/`, { headers });
      expect(page.status).toBe(200);
      expect(page.headers.getSetCookie().join()).toMatch(/^playjar_guest=/);
      expect((await fetch(`${appUrl}/live/exchanges/x`, { headers })).status).toBe(401);
    }
  });

  it('is not needed, nor set, by the API, the practice site, health or a shared link', async () => {
    for (const at of ['/api/v1/health', '/api/v1/sessions', '/practice/', '/practice/login', '/s/unknown']) {
      const cookies = (await fetch(appUrl + at)).headers.getSetCookie();
      expect(cookies.filter((line) => line.startsWith('playjar'))).toEqual([]);
    }
  });

  it('does not stand in for a token in the API', async () => {
    expect((await guest.fetch('/api/v1/sessions')).status).toBe(401);
  });
});

describe('a send by a guest', () => {
  it('comes over its event stream, stored, without our cookie ever reaching the target', async () => {
    const exchange = await finished(guest, await startSend(guest, `${target.url}/`));
    expect(exchange.response).toMatchObject({ status: 200, body: { text: 'fine' } });
    const arrived = target.requests.at(-1);
    expect(arrived?.header('cookie')).toBeUndefined();
    expect(JSON.stringify(arrived?.rawHeaders)).not.toContain(guest.cookie);

    const echo = await finished(guest, await startSend(guest, `${appUrl}/practice/api/echo`));
    expect(echo.response?.body.text).not.toContain('playjar_guest');
    expect(jsonOf(echo)).toMatchObject({ cookies: {} });
  });

  it('is not shown by the practice site when the browser itself brings our cookie', async () => {
    const body = await (await guest.fetch('/practice/api/echo')).text();
    expect(body).toContain('"headers"');
    expect(body).not.toContain(guest.cookie);
  });

  it('fault 69: is 404 for another guest, a token and a stranger, exactly as one that does not exist', async () => {
    const id = await startSend(guest, `${target.url}/`);
    await finished(guest, id);
    const own = await guest.fetch(`/live/exchanges/${id}?format=json`);
    expect([own.status, ((await own.json()) as { state: string }).state]).toEqual([200, 'done']);
    for (const at of [
      `/live/exchanges/${id}`,
      `/live/exchanges/${id}?format=json`,
      `/live/exchanges/${id}/body`,
    ]) {
      const theirs = await other.fetch(at);
      const unknown = await other.fetch(at.replace(id, 'unknown'));
      expect([theirs.status, unknown.status]).toEqual([404, 404]);
      expect(await theirs.text()).toBe(await unknown.text());
      expect((await fetch(appUrl + at)).status).toBe(401);
    }
    expect((await api.call('GET', `/exchanges/${id}`)).status).toBe(404);
    const line = await api.get((await api.session()).id, `${target.url}/`);
    expect((await guest.fetch(`/live/exchanges/${line.id}`)).status).toBe(404);
  });

  it('fault 72: gives its body as a download that no browser runs', async () => {
    const id = await startSend(guest, `${target.url}/page.html`);
    await finished(guest, id);
    const response = await guest.fetch(`/live/exchanges/${id}/body`);
    expect(await response.text()).toBe('fine');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="page.html"');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('what only our own page may ask for', () => {
  it('fault 70: cancel refuses a POST whose Origin is absent, null or foreign, and cancels for our own', async () => {
    const id = await startSend(guest, `${target.url}/hang`);
    await expect.poll(() => target.requests.at(-1)?.url).toBe('/hang');
    const cancel = (headers: Record<string, string>): Promise<Response> =>
      guest.fetch(`/live/exchanges/${id}/cancel`, { method: 'POST', headers });
    const foreign = [
      'null',
      'http://evil.example',
      appUrl.replace('http:', 'https:'),
      `${appUrl}.evil.example`,
    ];
    for (const headers of [{}, ...foreign.map((origin) => ({ origin }))])
      expect((await cancel(headers as Record<string, string>)).status).toBe(403);
    const running = await guest.fetch(`/live/exchanges/${id}?format=json`);
    expect(await running.json()).toMatchObject({ state: 'running' });

    expect(
      (await other.fetch(`/live/exchanges/${id}/cancel`, { method: 'POST', headers: { origin: appUrl } }))
        .status,
    ).toBe(404);
    expect((await cancel({ origin: appUrl })).status).toBe(204);
    expect((await finished(guest, id)).error?.code).toBe('cancelled');
  });

  it('fault 70: a server action from a foreign page is refused and does nothing', async () => {
    const name = `foreign ${String(process.pid)}`;
    const evil = 'http://evil.example';
    const forged = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    const calls: [string | null, Record<string, string>][] = [
      [evil, {}],
      [evil, forged],
      [evil, { ...forged, host: new URL(appUrl).host }],
      ['null', {}],
      ['null', forged],
      [null, {}],
      [null, forged],
      [`${appUrl}.evil.example`, {}],
    ];
    for (const [origin, more] of calls) {
      const response = await guest.call('sessions/createSession', [{ name }], origin, more);
      const refused = response.status >= 400 || (await response.text()).includes('"code":"forbidden"');
      expect(refused, `${origin ?? 'no Origin'} ${JSON.stringify(more)}`).toBe(true);
    }
    expect(await (await guest.fetch('/')).text()).not.toContain(name);
    await guest.value('sessions/createSession', [{ name }]);
    expect(await (await guest.fetch('/')).text()).toContain(name);
  });

  it('a server action parses what it is given, whatever its types say', async () => {
    expect(await guest.act('sessions/createSession', [{ maxRedirects: 'many' }])).toMatchObject({
      ok: false,
      error: { code: 'invalid_request', errors: [{ path: 'maxRedirects' }] },
    });
    expect(await other.act('exchanges/startSend', ['unknown', { url: 'http://h/' }])).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });
});

describe('every page', () => {
  it('has a content security policy with a fresh nonce, and may not be framed', async () => {
    const policies = await Promise.all(
      ['/', '/', '/s/unknown'].map(async (at) => {
        const { headers } = await guest.fetch(at);
        expect(headers.get('x-frame-options')).toBe('DENY');
        return headers.get('content-security-policy') ?? '';
      }),
    );
    for (const policy of policies) {
      expect(policy).toMatch(/script-src[^;]*'nonce-[\w+/=]{20,}'/);
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
    }
    expect(new Set(policies).size).toBe(3);
  });
});
