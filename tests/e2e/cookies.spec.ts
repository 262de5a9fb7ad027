import type { Page } from '@playwright/test';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { newSession, openPlayground, sendFor } from './playground';

let target: Target;
test.beforeAll(async () => {
  target = await startTarget((request, response) => {
    if (request.url === '/set') response.setHeader('set-cookie', ['who=alice; Path=/', 'gone=soon; Path=/']);
    response.end('fine');
  });
});
test.afterAll(() => target.close());

/** The cookies of the newest request that arrived, sorted. */
const lastCookies = (): string[] =>
  (target.requests.at(-1)?.header('cookie') ?? '').split('; ').filter(Boolean).sort();

async function openJar(page: Page, session: string) {
  await page.getByRole('button', { name: new RegExp(`^\\d+ cookies? of ${session}$`) }).click();
  return page.getByRole('dialog', { name: `Cookies of ${session}` });
}

test('cookies can be edited, deleted and added, and the next request sends them so', async ({ page }) => {
  await openPlayground(page);
  await newSession(page, 'alice');
  await sendFor(page, '200', `${target.url}/set`);
  await expect(page.getByRole('button', { name: '2 cookies of alice' })).toBeVisible();

  const jar = await openJar(page, 'alice');
  await jar.getByRole('button', { name: 'Edit cookie who' }).click();
  const edit = jar.getByRole('form', { name: 'Edit who' });
  await edit.getByLabel('Value').fill('bob');
  await edit.getByRole('button', { name: 'Save cookie' }).click();
  await expect(jar.getByRole('row', { name: /who bob/ })).toBeVisible();

  await jar.getByRole('button', { name: 'Delete cookie gone' }).click();
  await expect(jar.getByRole('row', { name: /gone/ })).toBeHidden();

  await jar.getByRole('button', { name: 'Add cookie' }).click();
  const added = jar.getByRole('form', { name: 'New cookie' });
  await added.getByLabel('Name', { exact: true }).fill('mine');
  await added.getByLabel('Domain', { exact: true }).fill('127.0.0.1');
  await added.getByLabel('Value').fill('1');
  await added.getByRole('button', { name: 'Save cookie' }).click();
  await expect(jar.getByRole('row', { name: /mine 1/ })).toBeVisible();
  await jar.getByRole('button', { name: 'Close' }).click();

  await sendFor(page, '200', `${target.url}/`);
  expect(lastCookies()).toEqual(['mine=1', 'who=bob']);
});

test('the tab of the cookies counts what changed in the jar, and nothing that is set again as it was', async ({
  page,
}) => {
  await openPlayground(page);
  const tab = page.getByRole('tablist', { name: 'Response views' }).getByRole('tab', { name: /^Cookies/ });
  await sendFor(page, '200', `${target.url}/set`);
  await expect(tab).toHaveText('Cookies+2');
  await sendFor(page, '200', `${target.url}/set`);
  await expect(tab).toHaveText('Cookies');
});

test('switching the session changes who one is', async ({ page }) => {
  await openPlayground(page);
  await newSession(page, 'alice');
  await sendFor(page, '200', `${target.url}/set`);
  await newSession(page, 'nobody');
  await sendFor(page, '200', `${target.url}/`);
  expect(lastCookies()).toEqual([]);

  await page.getByRole('button', { name: /^Session in use: nobody, 0 cookies/ }).click();
  await page.getByRole('menuitem', { name: /^alice/ }).click();
  await expect(page.getByRole('button', { name: /^Session in use: alice, 2 cookies/ })).toBeVisible();
  await sendFor(page, '200', `${target.url}/`);
  expect(lastCookies()).toEqual(['gone=soon', 'who=alice']);

  await page.getByRole('button', { name: /^Session in use: alice/ }).click();
  await page.getByRole('menuitem', { name: 'New session' }).click();
  await expect(page.getByRole('button', { name: /^Session in use: session, 0 cookies/ })).toBeVisible();
});
