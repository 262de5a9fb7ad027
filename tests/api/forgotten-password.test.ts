import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAppServer, type AppServer } from '../support/app-server';
import { GuestClient } from '../support/guest-client';

const EMAIL = 'ada@example.com';
const OLD = 'several plain words';

let app: AppServer;
// An app of its own: the first account of one owns it.
beforeAll(async () => {
  app = await startAppServer();
});
afterAll(() => app.stop());

/** `npm run password` beside the running server. */
async function password(...args: string[]): Promise<string> {
  const env = { ...process.env, PLAYJAR_DATA_DIR: app.dataDir };
  const command = ['lib/commands/password.mjs', ...args];
  return (await promisify(execFile)(process.execPath, command, { env })).stdout.trim();
}

describe('npm run password', () => {
  it('prints a new password of an account while the server runs; the old one and every sign-in are done with', async () => {
    const ada = await GuestClient.open(app.url);
    await ada.value('accounts/signUp', [{ name: 'Ada', email: EMAIL, password: OLD }]);
    const account = () => ada.fetch('/account', { redirect: 'manual' });
    expect((await account()).status).toBe(200);
    const given = await password('Ada@Example.com');
    expect(given).toMatch(/^[\w-]{16}$/);
    expect((await account()).status).not.toBe(200);
    const again = await GuestClient.open(app.url);
    await expect(again.value('accounts/signIn', [{ email: EMAIL, password: OLD }])).rejects.toThrow(
      'unauthorized',
    );
    await again.value('accounts/signIn', [{ email: EMAIL, password: given }]);
    expect((await again.fetch('/account', { redirect: 'manual' })).status).toBe(200);
  });

  it('says in words what it cannot do', async () => {
    await expect(password('eve@example.com')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no account with the email eve@example.com.') as string,
    });
    await expect(password()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('npm run password -- ada@example.com') as string,
    });
  });
});
