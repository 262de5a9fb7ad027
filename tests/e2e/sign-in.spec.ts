import type { Page } from '@playwright/test';
import { startAppServer, type AppServer } from '../support/app-server';
import { expect, test, visit } from './journey';
import { PASSWORD, signUp } from './lived-in-team';
import { urlField } from './playground';

// An app of its own: who makes the first account of an installation owns it.
let app: AppServer;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  app = await startAppServer();
  const context = await browser.newContext();
  const page = await context.newPage();
  await visit(page, `${app.url}/sign-up`);
  await signUp(page, 'Ada', 'ada@example.com');
  await context.close();
});
test.afterAll(() => app.stop());

const email = (page: Page) => page.getByLabel('Email', { exact: true });
const password = (page: Page) => page.getByLabel('Password', { exact: true });

test('who is refused keeps what they typed, and the focus is where one goes on', async ({ page }) => {
  await visit(page, `${app.url}/sign-in`);
  await expect(email(page)).toBeFocused();
  await page.keyboard.type('ada@example.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type('not the password');
  const button = page.getByRole('button', { name: 'Sign in', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Email or password is not right')).toBeVisible();
  await expect(email(page)).toHaveValue('ada@example.com');
  await expect(password(page)).toHaveValue('not the password');
  await expect(button).toBeFocused();

  await email(page).fill('ada');
  await button.click();
  await expect(page.getByText('This is not an email address')).toBeVisible();
  await expect(email(page)).toBeFocused();
});

test('a link that is opened signed out leads on after signing in, and Back does not lead to the form again', async ({
  page,
}) => {
  await page.goto(app.url);
  await expect(urlField(page)).toBeEnabled();
  await visit(page, `${app.url}/workspace/audit?kind=member.joined`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await email(page).fill('ada@example.com');
  await password(page).fill(PASSWORD);
  await password(page).press('Enter');
  await expect(page).toHaveURL(`${app.url}/workspace/audit?kind=member.joined`);
  await expect(page.getByLabel('What')).toHaveValue('member.joined');
  await page.goBack();
  await expect(page).toHaveURL(`${app.url}/`);
  await expect(page.getByRole('button', { name: 'Account of Ada' })).toBeVisible();
});

test.describe('what a guest does not find', () => {
  test.use({ forgiven: /404/ });
  test('may be theirs once they sign in, which leads back to it', async ({ page }) => {
    await visit(page, `${app.url}/sequences/of-a-workspace`);
    await page.getByRole('link', { name: 'Sign in to look again' }).click();
    await expect(page).toHaveURL(`${app.url}/sign-in?next=%2Fsequences%2Fof-a-workspace`);
    await email(page).fill('ada@example.com');
    await password(page).fill(PASSWORD);
    await password(page).press('Enter');
    await expect(page).toHaveURL(`${app.url}/sequences/of-a-workspace`);
    await expect(page.getByRole('link', { name: 'Open the playground' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Sign in to look again' })).toBeHidden();
  });
});
