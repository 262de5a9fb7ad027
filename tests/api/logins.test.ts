import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAppServer, type AppServer } from '../support/app-server';
import { GuestClient } from '../support/guest-client';

const OF_ACCOUNT = 5;
const OF_ADDRESS = 10 * OF_ACCOUNT;

let app: AppServer;
// An app of its own: what others try would count with it.
beforeAll(async () => {
  app = await startAppServer({ env: { PLAYJAR_LIMITS: JSON.stringify({ signInsPerMinute: OF_ACCOUNT }) } });
});
afterAll(() => app.stop());

interface Tried {
  email: string;
  code: string;
}

/** Signs in with a wrong password, and with headers that say it came from elsewhere. */
async function trySignIn(browser: GuestClient, email: string, elsewhere: string): Promise<Tried> {
  const forged = { 'x-forwarded-for': elsewhere, 'x-real-ip': elsewhere, 'x-forwarded-peer': elsewhere };
  const input = { email, password: 'not the password' };
  const text = await (await browser.call('accounts/signIn', [input], app.url, forged)).text();
  return { email, code: /"code":"(\w+)"/.exec(text)?.[1] ?? text };
}

it('200 sign-ins at once are counted exactly, of each account and of the address, which no header changes', async () => {
  const browser = await GuestClient.open(app.url);
  const emails = Array.from({ length: 200 }, (_, n) => (n < 100 ? `four${n % 4}` : `other${n}`));
  const all = await Promise.all(
    emails.map((name, n) => trySignIn(browser, `${name}@example.com`, `203.0.113.${n}`)),
  );
  const countOf = (code: string, tries = all) => tries.filter((one) => one.code === code).length;
  // 100 of many accounts and 5 of each of the four would have been more than the address may.
  expect([countOf('unauthorized'), countOf('rate_limited')]).toEqual([OF_ADDRESS, 200 - OF_ADDRESS]);
  for (let n = 0; n < 4; n += 1) {
    const own = all.filter(({ email }) => email === `four${n}@example.com`);
    expect(countOf('unauthorized', own)).toBeLessThanOrEqual(OF_ACCOUNT);
  }
}, 150_000);
