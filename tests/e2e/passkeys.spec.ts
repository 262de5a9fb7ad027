import type { Page } from '@playwright/test';
import { axeOn } from './axe';
import { plugInDevice } from './device';
import { startAppServer, type AppServer } from '../support/app-server';
import { expect, test, visit } from './journey';
import { urlField } from './playground';

const password = 'several plain words';

let app: AppServer;
// An app of its own: only the first account of an installation is made without an invitation.
test.beforeAll(async () => {
  app = await startAppServer();
});
test.afterAll(() => app.stop());

/** An address is no name that a passkey could be bound to; `localhost` is one, and as good as https. */
function home(): string {
  return app.url.replace('127.0.0.1', 'localhost');
}

async function looksGood(page: Page): Promise<void> {
  // What fades from one colour to another is none of either.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await axeOn(page).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

async function signOut(page: Page): Promise<void> {
  await page.goto(home());
  await expect(urlField(page)).toBeEnabled();
  await page.getByRole('button', { name: 'Account of Ada' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
}

test('a passkey is made, signs in without the password, is renamed and removed', async ({ page }) => {
  test.slow();
  const { cdp, authenticatorId } = await plugInDevice(page);
  await visit(page, `${home()}/sign-up`);
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('button', { name: 'Account of Ada' })).toBeVisible();

  const section = page.getByRole('region', { name: 'Passkeys' });
  await test.step('the password is asked for before one is made', async () => {
    await visit(page, `${home()}/account`);
    await section.getByLabel('Name', { exact: true }).fill('work laptop');
    await section.getByLabel('Your password, once more', { exact: true }).fill('not the password');
    await section.getByRole('button', { name: 'Make a passkey' }).click();
    await expect(section.getByText('This is not your password.')).toBeVisible();
    await section.getByLabel('Your password, once more', { exact: true }).fill(password);
    await section.getByRole('button', { name: 'Make a passkey' }).click();
    await expect(section.getByText('work laptop')).toBeVisible();
    await expect(section.getByText('never used')).toBeVisible();
    await looksGood(page);
  });

  await test.step('a device makes no second one of the same account', async () => {
    await section.getByLabel('Name', { exact: true }).fill('again');
    await section.getByLabel('Your password, once more', { exact: true }).fill(password);
    await section.getByRole('button', { name: 'Make a passkey' }).click();
    await expect(section.getByText('This device has a passkey of this account already.')).toBeVisible();
  });

  await test.step('it signs in, by the keyboard alone', async () => {
    await signOut(page);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
    await looksGood(page);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Account of Ada' })).toBeVisible();
  });

  await test.step('it is renamed and was used', async () => {
    await visit(page, `${home()}/account`);
    await section.getByRole('button', { name: 'Rename work laptop' }).click();
    await section.getByLabel('Name of the passkey').fill('old laptop');
    await section.getByRole('button', { name: 'Save' }).click();
    await expect(section.getByText('old laptop')).toBeVisible();
    await expect(section.getByText('never used')).toBeHidden();
  });

  await test.step('once it is removed, what the device still has opens nothing', async () => {
    await section.getByRole('button', { name: 'Remove old laptop' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove old laptop?' });
    await expect(section.getByText('old laptop')).toBeVisible();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(section.getByText('old laptop')).toBeHidden();
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toHaveLength(1);
    await signOut(page);
    await visit(page, `${home()}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page.getByText('This passkey opens no account here.')).toBeVisible();
  });
});
