import { expect, it, onTestFinished } from 'vitest';
import { ApiClient, type Problem } from '../support/api-client';
import { startAppServer } from '../support/app-server';
import { smallDisk } from '../support/small-disk';
import { startTarget } from '../support/target-server';

const MiB = 1024 * 1024;

it('fault 62: below the floor of free disk nothing new is sent, what is there is read, and it goes on when there is room', async () => {
  const target = await startTarget((_request, response) => response.end('hi'));
  onTestFinished(() => target.close());
  const disk = smallDisk(96);
  const app = await startAppServer({
    dataDir: disk.folder,
    env: { PLAYJAR_LIMITS: JSON.stringify({ freeDiskBytes: 32 * MiB }) },
  });
  onTestFinished(app.stop);
  const api = new ApiClient(app.url, await app.token());
  const session = (await api.session()).id;
  const send = async (): Promise<number> =>
    (await api.call('POST', `/sessions/${session}/send`, { body: { url: target.url } })).status;
  expect(await send()).toBe(200);

  disk.fill(16 * MiB);
  await expect.poll(send, { timeout: 15_000, interval: 100 }).toBe(507);
  const arrived = target.requests.length;
  const refused = await api.call<Problem>('POST', `/sessions/${session}/send`, { body: { url: target.url } });
  expect(refused.body).toMatchObject({
    code: 'store_full',
    detail: expect.stringMatching(/nearly full\. Nothing was sent/) as string,
  });
  expect(target.requests).toHaveLength(arrived);
  expect(await api.history(session)).toHaveLength(arrived);

  disk.free();
  await expect.poll(send, { timeout: 15_000, interval: 100 }).toBe(200);
  expect(await api.history(session)).toHaveLength(arrived + 1);
}, 120_000);
