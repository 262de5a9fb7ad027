import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, type Problem } from '../support/api-client';
import { GuestClient } from '../support/guest-client';
import { startInstances, type Instances } from '../support/instances';
import { startTarget, type Target } from '../support/target-server';

let instances: Instances;
let target: Target;
const waiting: (() => void)[] = [];
let clients: ApiClient[];
beforeAll(async () => {
  target = await startTarget(({ url }, response) => {
    if (url === '/hang') waiting.push(() => response.end('at last'));
    else response.end('at once');
  });
  const limits = {
    sendsPerMinute: 12,
    sendsAtOnce: 4,
    addressSendsAtOnce: 5,
  };
  instances = await startInstances('sqlite', 2, { PLAYJAR_LIMITS: JSON.stringify(limits) });
  const token = await instances.apps[0]?.token();
  clients = instances.apps.map(({ url }) => new ApiClient(url, token ?? ''));
}, 120_000);
afterAll(async () => {
  await instances.stop();
  await target.close();
});

async function sendAsGuest(guest: GuestClient, url = target.url): Promise<unknown> {
  const { id } = await guest.value<{ id: string }>('sessions/createSession', [{ name: 'guest' }]);
  return guest.act('exchanges/startSend', [id, { method: 'GET', url }]);
}

describe('a workspace at its limit', () => {
  it('fault 75: is told so at once by every instance, in words and with Retry-After, while another goes on', async () => {
    const [one, two] = clients;
    if (!one || !two) throw new Error('no instances');
    const session = (await one.session()).id;
    const hanging = [one, two, one, two].map((api) => api.get(session, `${target.url}/hang`));
    await expect.poll(() => waiting.length).toBe(4);
    for (const api of [one, two]) {
      const refused = await api.call<Problem>('POST', `/sessions/${session}/send`, {
        body: { url: target.url },
      });
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
      expect(refused.body).toMatchObject({
        code: 'rate_limited',
        detail: expect.stringContaining('4 sends under way') as string,
      });
    }
    const guest = await GuestClient.open(one.url);
    expect(await sendAsGuest(guest)).toMatchObject({ ok: true });
    for (const answer of waiting.splice(0)) answer();
    for (const { error } of await Promise.all(hanging)) expect(error).toBeNull();

    const statuses = [];
    for (let n = 0; n < 12; n += 1) {
      const api = n % 2 ? one : two;
      statuses.push(
        (await api.call('POST', `/sessions/${session}/send`, { body: { url: target.url } })).status,
      );
    }
    // Four went before; what was refused did not count.
    expect(statuses).toEqual([...Array<number>(8).fill(200), ...Array<number>(4).fill(429)]);
    const late = await two.call<Problem>('POST', `/sessions/${session}/send`, { body: { url: target.url } });
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(late.body.detail).toMatch(/12 requests within a minute/);
    expect(await sendAsGuest(guest)).toMatchObject({ ok: true });
    expect((await one.history(session)).length).toBe(12);
  }, 60_000);

  it('one address has so many sends under way in a process, whatever workspaces they are of', async () => {
    const [one, two] = clients;
    if (!one || !two) throw new Error('no instances');
    const guests = await Promise.all(Array.from({ length: 5 }, () => GuestClient.open(one.url)));
    for (const guest of guests)
      expect(await sendAsGuest(guest, `${target.url}/hang`)).toMatchObject({ ok: true });
    await expect.poll(() => waiting.length).toBe(5);
    const late = await GuestClient.open(one.url);
    expect(await sendAsGuest(late)).toMatchObject({
      ok: false,
      error: {
        code: 'rate_limited',
        message: expect.stringMatching(/^This address has 5 sends under way/) as string,
      },
    });
    for (const answer of waiting.splice(0)) answer();
    await expect.poll(() => sendAsGuest(late)).toMatchObject({ ok: true });
  }, 60_000);

  it('fault 73: 200 attempts at once to sign in are counted exactly over two instances', async () => {
    const [a, b] = instances.apps;
    const guest = await GuestClient.open(a?.url ?? '');
    const browsers = [guest, guest.at(b?.url ?? '')];
    const input = { email: 'nobody@example.com', password: 'not the password' };
    const attempts = Array.from({ length: 100 }, () =>
      browsers.map((browser) => browser.act('accounts/signIn', [input])),
    );
    const answers = await Promise.all(attempts.flat());
    const codes = answers.map((answer) => (answer as { error?: { code: string } }).error?.code);
    expect(codes.filter((code) => code === 'unauthorized')).toHaveLength(10);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(190);
  }, 60_000);
});
