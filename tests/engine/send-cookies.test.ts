import { describe, expect, it } from 'vitest';
import { startRawTarget } from '../support/target-server';
import { closing, echo, session, target } from './session-under-test';

describe('cookies of one request', () => {
  const jar = {
    path: '/',
    expires: null,
    maxAge: null,
    secure: false,
    httpOnly: false,
    sameSite: null,
    partitioned: false,
  };
  const at = '2024-01-01T00:00:00.000Z';
  const stored = { ...jar, hostOnly: true, domain: '127.0.0.1', createdAt: at, lastAccessedAt: at };

  it('R108 departs: a cookie of the request replaces the session’s of its name', async () => {
    const server = await target(echo);
    const s = session({}, [
      { ...stored, name: 'x', value: '9' },
      { ...stored, name: 'y', value: '2' },
    ]);
    const { record } = await s.get(server.url, { cookies: { x: '1' } });
    expect(server.requests[0]?.header('cookie')).toBe('y=2; x=1');
    expect(record.cookies.withheld).toMatchObject([{ name: 'x', rule: 'R108' }]);
    expect(record.cookies.sent.map(({ name, from }) => [name, from])).toEqual([
      ['y', 'session'],
      ['x', 'request'],
    ]);
  });

  it('sends none of that name when it is null', async () => {
    const server = await target(echo);
    const s = session({}, [{ ...stored, name: 'x', value: '9' }]);
    await s.get(server.url, { cookies: { x: null } });
    expect(server.requests[0]?.header('cookie')).toBeUndefined();
  });

  it('R115 an explicit Cookie header is all that is sent', async () => {
    const server = await target(echo);
    const s = session({}, [{ ...stored, name: 'x', value: '9' }]);
    const { record } = await s.get(server.url, { headers: [['cookie', 'mine=1']], cookies: { z: '1' } });
    expect(server.requests[0]?.header('cookie')).toBe('mine=1');
    expect(record.cookies.sent).toEqual([]);
    expect(record.cookies.withheld).toMatchObject([{ name: 'x', rule: 'R115' }]);
  });

  it('sendCookies: false keeps the jar back, storeCookies: false keeps it as it is', async () => {
    const server = await target((request, response) => {
      response.setHeader('set-cookie', 'n=1');
      echo(request, response);
    });
    const s = session({}, [{ ...stored, name: 'x', value: '9' }]);
    const { record } = await s.get(server.url, {
      sendCookies: false,
      storeCookies: false,
      cookies: { own: '1' },
    });
    expect(server.requests[0]?.header('cookie')).toBe('own=1');
    expect(record.cookies.withheld).toMatchObject([{ name: 'x', rule: 'sendCookies' }]);
    expect(record.cookies.rejected).toMatchObject([{ setCookie: 'n=1', rule: 'storeCookies' }]);
    expect(s.cookies.map(({ name }) => name)).toEqual(['x']);
  });

  it('R36 an overriding Host decides which cookies go and where new ones belong', async () => {
    const server = await target((request, response) => {
      response.setHeader('set-cookie', 'n=1');
      echo(request, response);
    });
    const s = session({}, [{ ...stored, domain: 'shop.test', name: 'x', value: '9' }]);
    await s.get(server.url, { headers: [['Host', 'shop.test']] });
    expect(server.requests[0]?.header('cookie')).toBe('x=9');
    expect(server.requests[0]?.rawHeaders.filter(([name]) => name.toLowerCase() === 'host')).toHaveLength(1);
    expect(s.cookies.map(({ domain }) => domain)).toEqual(['shop.test', 'shop.test']);
  });

  it('sends cookie bytes as they came', async () => {
    const value = 'caf\xc3\xa9\xff';
    const raw = closing(
      await startRawTarget((received, socket) => {
        const text = received.toString('latin1');
        if (!text.includes('\r\n\r\n')) return;
        const seen = text.includes(`Cookie: v=${value}\r\n`);
        socket.end(
          Buffer.from(
            `HTTP/1.1 200 OK\r\nSet-Cookie: v=${value}\r\nContent-Length: 1\r\n\r\n${seen ? 'y' : 'n'}`,
            'latin1',
          ),
        );
      }),
    );
    const s = session();
    await s.get(raw.url);
    const { body } = await s.get(raw.url);
    expect(Buffer.from(body).toString()).toBe('y');
  });

  it('cannot carry a character outside latin-1 and says which input is at fault', async () => {
    const failure = await session().failure({ url: 'http://127.0.0.1:9/', cookies: { a: '€' } });
    expect(failure).toMatchObject({ code: 'invalid_header', field: 'cookies', hop: 0 });
  });
});
