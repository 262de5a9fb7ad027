import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Libsql from 'libsql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiClient, type Problem } from '../support/api-client';
import { startAppServer, type AppServer } from '../support/app-server';
import { startTarget, type Target } from '../support/target-server';

let app: AppServer;
let api: ApiClient;
let target: Target;
let session: string;
const waiting: (() => void)[] = [];
beforeAll(async () => {
  target = await startTarget(({ url }, response) => {
    const answer = (): unknown =>
      response.writeHead(200, { 'Set-Cookie': `c${url.slice(1)}=1; Path=/` }).end('what came');
    if (url === '/slow') waiting.push(answer);
    else answer();
  });
  app = await startAppServer();
  api = new ApiClient(app.url, await app.token());
}, 120_000);
beforeEach(async () => {
  session = (await api.session()).id;
  target.requests.length = 0;
});
afterAll(async () => {
  await app.stop();
  await target.close();
});

/** Holds the database as another program would; gives back how to let go. */
function hold(): () => void {
  const other = new Libsql(path.join(app.dataDir, 'playjar.db'));
  other.pragma('busy_timeout = 5000');
  other.exec('BEGIN IMMEDIATE');
  return () => {
    // A connection that is closed lives on, with its lock, until its statements are collected.
    other.exec('ROLLBACK');
    other.close();
  };
}

const paths = (): string[] => target.requests.map(({ url }) => url);

describe('a database that another process holds', () => {
  it('fault 59: for three seconds delays a send, which goes out once and is kept', async () => {
    const letGo = hold();
    const sent = api.get(session, `${target.url}/one`);
    await wait(3_000);
    expect(paths()).toEqual([]);
    letGo();
    expect((await sent).error).toBeNull();
    expect(paths()).toEqual(['/one']);
    expect(await api.history(session)).toMatchObject([{ state: 'done', status: 200 }]);
    expect((await api.cookies(session)).map(({ name }) => name)).toEqual(['cone']);
  }, 60_000);

  it('fault 59: for longer refuses what would be sent, shows what was sent, and sends none again', async () => {
    const under = api.get(session, `${target.url}/slow`);
    await expect.poll(() => waiting.length).toBe(1);
    const letGo = hold();
    for (const answer of waiting.splice(0)) answer();
    const [shown, refused] = await Promise.all([
      under,
      api.call<Problem>('POST', `/sessions/${session}/send`, { body: { url: `${target.url}/two` } }),
    ]);
    expect(shown.response).toMatchObject({ status: 200, body: { text: 'what came' } });
    expect(shown.error).toMatchObject({
      code: 'store_busy',
      message: expect.stringMatching(/^The request was sent, but/) as string,
    });
    expect([refused.status, refused.body.code]).toEqual([503, 'store_busy']);
    // What goes through Next is told the same as what is taken before it.
    const renamed = await api.call<Problem>('PATCH', `/sessions/${session}`, { body: { name: 'anew' } });
    expect([renamed.status, renamed.body.code]).toEqual([503, 'store_busy']);
    // Reads go on all the while.
    expect(await api.history(session)).toMatchObject([{ state: 'running' }]);
    letGo();

    await expect
      .poll(async () => (await api.history(session)).map(({ state }) => state), { timeout: 15_000 })
      .toEqual(['interrupted']);
    expect(await api.cookies(session)).toEqual([]);
    expect((await api.get(session, `${target.url}/three`)).error).toBeNull();
    expect(paths()).toEqual(['/slow', '/three']);
  }, 60_000);
});
