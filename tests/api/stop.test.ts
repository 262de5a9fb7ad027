import { expect, it, onTestFinished } from 'vitest';
import { ApiClient } from '../support/api-client';
import { startAppServer } from '../support/app-server';
import { startTarget } from '../support/target-server';

it('fault 58: told to stop, a server takes nothing new, lets sends end, interrupts the rest and keeps what had come', async () => {
  const answers = new Map<string, () => void>();
  const target = await startTarget(({ url }, response) => {
    response.writeHead(200, { 'Set-Cookie': `${url.slice(1)}=1` });
    response.write('some');
    answers.set(url, () => response.end(' and all'));
  });
  onTestFinished(() => target.close());
  const first = await startAppServer({ env: { PLAYJAR_DRAIN_SECONDS: '2' } });
  onTestFinished(first.stop);
  const token = await first.token();
  const api = new ApiClient(first.url, token);
  const session = (await api.session()).id;
  const inTime = api.get(session, `${target.url}/in-time`);
  const never = api.get(session, `${target.url}/never`);
  await expect.poll(() => answers.size).toBe(2);

  const stopped = first.terminate();
  await expect.poll(() => fetch(first.url).then(String, () => 'refused'), { interval: 20 }).toBe('refused');
  answers.get('/in-time')?.();
  expect(await inTime).toMatchObject({ error: null, response: { body: { text: 'some and all' } } });
  const cut = { error: { code: 'interrupted' }, response: { status: 200, body: { text: 'some' } } };
  expect(await never).toMatchObject(cut);
  expect(await stopped).toBe(0);

  const second = await startAppServer({ dataDir: first.dataDir });
  onTestFinished(second.stop);
  const after = new ApiClient(second.url, token);
  const history = await after.history(session);
  expect(history.map(({ url, state }) => [new URL(url).pathname, state]).sort()).toEqual([
    ['/in-time', 'done'],
    ['/never', 'interrupted'],
  ]);
  const lost = history.find(({ state }) => state === 'interrupted');
  expect(await after.done('GET', `/exchanges/${lost?.id ?? ''}`)).toMatchObject(cut);
  expect((await after.cookies(session)).map(({ name }) => name).sort()).toEqual(['in-time', 'never']);
  expect(target.requests).toHaveLength(2);
}, 120_000);
