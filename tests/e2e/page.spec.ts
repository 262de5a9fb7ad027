import { readFile } from 'node:fs/promises';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import {
  closeByEscape,
  failure,
  methodField,
  newSession,
  openPlayground,
  outcome,
  requestPart,
  responseView,
  saveToNewSequence,
  send,
  sendFor,
  urlField,
} from './playground';

let target: Target;
test.beforeAll(async () => {
  // /hang is never answered.
  target = await startTarget((request, response) => {
    if (request.url === '/hang') return;
    response.setHeader('content-type', 'application/json');
    response.end('{"token": "t-1"}');
  });
});
test.afterAll(() => target.close());

test('the example in the URL gives way to what is typed, and what was typed is edited as usual', async ({
  page,
}) => {
  await openPlayground(page);
  const url = urlField(page);
  await expect(url).toHaveValue(/practice\/redirect\/3$/);
  const selected = () =>
    url.evaluate((field: HTMLInputElement) => (field.selectionEnd ?? 0) - (field.selectionStart ?? 0));
  await url.click();
  await expect.poll(selected).toBeGreaterThan(20);
  await page.keyboard.type(`${target.url}/typed`);
  await expect(url).toHaveValue(`${target.url}/typed`);
  await methodField(page).focus();
  await url.click();
  await page.keyboard.press('End');
  await page.keyboard.type('?more=1');
  await expect(url).toHaveValue(`${target.url}/typed?more=1`);
});

test('everything goes by keys: palette, panes, tabs, methods, names', async ({ page }) => {
  await openPlayground(page);
  await newSession(page, 'alice');
  await newSession(page, 'bob');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('alice send as');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('button', { name: /^Session in use: alice/ })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('anything');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();

  await page.keyboard.press('Alt+n');
  await urlField(page).fill(`${target.url}/named`);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(methodField(page)).toHaveValue('POST');
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Control+Enter');
  await expect(outcome(page)).toContainText('200');
  await expect(page).toHaveTitle('GET named · Playjar');
  await page.keyboard.press('Alt+n');
  await expect(page).toHaveTitle('GET New request · Playjar');
  await page.goBack();
  await expect(page).toHaveTitle('GET named · Playjar');
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'New name of named' }).fill('My request');
  await page.keyboard.press('Enter');
  const tabs = page.getByRole('navigation', { name: 'Open requests' });
  await expect(tabs.getByRole('button', { name: 'GET My request' })).toBeFocused();
  await page.keyboard.press('Alt+w');
  await expect(tabs.getByRole('button', { name: 'GET My request' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(tabs.getByRole('button', { name: 'GET My request' })).toBeVisible();

  const sidebar = page.getByRole('navigation', { name: 'Workspace' });
  await page.keyboard.press('Control+b');
  await expect(sidebar).toBeHidden();
  await page.keyboard.press('Control+\\');
  await expect(sidebar).toBeVisible();
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await expect(page.locator(':focus')).toBeVisible();

  await page.keyboard.press('Control+Shift+k');
  await closeByEscape(page.getByRole('dialog', { name: 'Cookies of alice' }));
  await sidebar.getByRole('button', { name: 'alice', exact: true }).press('?');
  await closeByEscape(page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
  await expect(sidebar.getByRole('button', { name: 'alice', exact: true })).toBeFocused();
});

test('a jar is imported, exported and put back, and the sidebar tells what the last send changed', async ({
  page,
  origin,
}) => {
  await openPlayground(page);
  await sendFor(page, '200', `${origin}/practice/redirect/3`);
  await expect(page.getByRole('region', { name: 'Sessions' })).toContainText('3 added by GET redirect/3');
  await page.keyboard.press('Control+Shift+k');
  const jar = page.getByRole('dialog', { name: 'Cookies of default' });
  await jar.getByRole('button', { name: 'Import' }).click();
  const form = jar.getByRole('form', { name: 'Import cookies' });
  await form.getByLabel('JSON, cookies.txt or a Cookie: header').fill('Cookie: sid=4be; lonely');
  await form.getByLabel('Domain of a header’s cookies').fill('shop.test');
  await form.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(form.getByText('“lonely” is no name=value.')).toBeVisible();
  await form.getByRole('button', { name: 'Done' }).click();
  await expect(jar.getByRole('row', { name: /sid 4be/ })).toBeVisible();

  await jar.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /cookies\.txt/ }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain('shop.test\tFALSE\t/\tFALSE\t0\tsid\t4be');
  expect(text.split('\n')).toHaveLength(6);

  await jar.getByRole('button', { name: 'Empty the jar' }).click();
  await expect(jar.getByText('The jar is empty')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(jar.getByRole('row', { name: /sid 4be/ })).toBeVisible();
});

test('what a request takes and checks is saved with it and goes into a step', async ({ page }) => {
  await openPlayground(page);
  await urlField(page).fill(`${target.url}/token`);
  const extract = await requestPart(page, 'Extract');
  await extract.getByRole('button', { name: /^Add/ }).click();
  await extract.getByLabel('Name of value 1').fill('token');
  await extract.getByLabel('Expression of value 1').fill('$.token');
  const checks = await requestPart(page, 'Assert');
  await checks.getByRole('button', { name: /^Add/ }).click();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved token under Requests')).toBeVisible();
  await saveToNewSequence(page, 'Take a token');
  await page.getByRole('link', { name: /Take a token/ }).click();
  await expect(page.getByText(/takes token/).first()).toBeVisible();

  await page.evaluate(() => localStorage.clear());
  await openPlayground(page);
  await page.getByRole('region', { name: 'Requests' }).locator('[data-row]').click();
  await expect((await requestPart(page, 'Extract')).getByLabel('Expression of value 1')).toHaveValue(
    '$.token',
  );
});

test('secrets of drafts never lie in localStorage', async ({ page }) => {
  await openPlayground(page);
  await urlField(page).fill('http://ada:hunter2@shop.test/');
  const auth = await requestPart(page, 'Auth');
  await auth.getByLabel('Auth type').selectOption('Bearer token');
  await auth.getByLabel('Token', { exact: true }).fill('t-secret');
  await page.reload();
  await expect(urlField(page)).toHaveValue('http://ada:hunter2@shop.test/');
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  expect(kept).toContain('shop.test');
  expect(kept).not.toMatch(/hunter2|t-secret/);
});

test('a newcomer can send at once, and the worked examples run', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(outcome(page)).toContainText('3 redirects');
  await page.getByRole('button', { name: 'New request' }).click();
  await page.getByRole('button', { name: 'Try the redirect demo' }).click();
  await expect(
    page.getByRole('button', { name: /^Session in use: Practice redirects, 3 cookies/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'New request' }).click();
  await page.getByRole('button', { name: 'Try the form demo' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('3 of 3 steps passed').first()).toBeVisible();
});

test('where sends went to several hosts, the history says which', async ({ page, origin }) => {
  await openPlayground(page);
  await sendFor(page, '200', `${target.url}/one`);
  const past = page.getByRole('list', { name: 'History' });
  const host = new URL(target.url).host;
  await expect(past.getByText(host, { exact: true })).toHaveCount(0);
  await sendFor(page, '200', `${origin}/practice/api/products`);
  await expect(past.getByRole('listitem').nth(0)).toContainText(new URL(origin).host);
  await expect(past.getByRole('listitem').nth(1)).toContainText(host);
});

test('what went wrong stands in words beside what caused it', async ({ page }) => {
  await openPlayground(page);
  await send(page, 'ftp://shop.test/');
  const beside = page.getByRole('form', { name: 'Request' }).getByRole('alert');
  await expect(beside).toContainText(/http/);
  await expect(urlField(page)).toHaveAttribute('aria-invalid', 'true');
  await send(page, 'http://169.254.169.254/latest');
  await expect(failure(page)).toContainText('This address may not be called');
  await expect(failure(page)).toContainText('PLAYJAR_EGRESS_ALLOW');
  const settings = await requestPart(page, 'Settings');
  await settings.getByLabel('Timeout, seconds').fill('0.4');
  await send(page, `${target.url}/hang`);
  await expect(failure(page)).toContainText('The answer took too long');
  await expect((await requestPart(page, 'Settings')).getByRole('alert')).toBeVisible();
  await responseView(page, 'Timing');
});
