import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiClient } from '../support/api-client';
import { startAppServer } from '../support/app-server';
import { startTarget } from '../support/target-server';

const CLIENTS = 4;
const ENOUGH = 60;
/** Under the 180 cookies that a jar keeps of one host, so that none has to give way. */
const MOST = 150;

interface Acknowledged {
  id: string;
  cookie: string;
}

/** Sends one after the other until the server is gone; gives what it acknowledged. */
async function sendUntilItDies(
  api: ApiClient,
  session: string,
  nextUrl: () => string,
  acknowledged: Acknowledged[],
): Promise<void> {
  for (;;) {
    const exchange = await api.get(session, nextUrl()).catch(() => null);
    if (exchange === null) return;
    const cookie = exchange.cookies.stored.map(({ name }) => name).join();
    acknowledged.push({ id: exchange.id, cookie });
  }
}

describe('a server killed while it sends', () => {
  it('has every acknowledged send in the history and its cookie in the jar, and sends none again', async () => {
    const target = await startTarget(({ url }, response) => {
      response.writeHead(200, { 'Set-Cookie': `c${url.slice(1)}=1; Path=/` }).end();
    });
    onTestFinished(() => target.close());
    const first = await startAppServer();
    onTestFinished(first.stop);
    const token = await first.token();
    const api = new ApiClient(first.url, token);
    const session = (await api.session()).id;

    let count = 0;
    const acknowledged: Acknowledged[] = [];
    const nextUrl = (): string => `${target.url}/${count++}`;
    const senders = Array.from({ length: CLIENTS }, () =>
      sendUntilItDies(api, session, nextUrl, acknowledged),
    );
    await expect.poll(() => acknowledged.length, { timeout: 30_000, interval: 1 }).toBeGreaterThan(ENOUGH);
    await first.kill();
    await Promise.all(senders);
    expect(count).toBeLessThan(MOST);
    const arrived = target.requests.length;

    const second = await startAppServer({ dataDir: first.dataDir });
    onTestFinished(second.stop);
    const after = new ApiClient(second.url, token);
    const history = await after.history(session);
    const ids = history.map(({ id }) => id);
    expect(acknowledged.filter(({ id }) => !ids.includes(id))).toEqual([]);
    const jar = (await after.cookies(session)).map(({ name }) => name);
    expect(acknowledged.filter(({ cookie }) => !jar.includes(cookie))).toEqual([]);

    // Before or after, never between: whoever is done in the history has its cookie in the jar, and the reverse.
    const done = history.filter(({ state }) => state === 'done').map(({ url }) => url);
    expect(jar.map((name) => `${target.url}/${name.slice(1)}`).sort()).toEqual(done.sort());
    // Whatever went out was written down before it did.
    const urls = new Set(history.map(({ url }) => url));
    expect(target.requests.filter(({ url }) => !urls.has(target.url + url))).toEqual([]);
    expect(target.requests).toHaveLength(arrived);
    expect(new Set(target.requests.map(({ url }) => url)).size).toBe(arrived);
    expect((await after.get(session, `${target.url}/again`)).cookies.sent.length).toBe(jar.length);
  }, 120_000);
});
