import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { methodField, openPlayground, requestPart, typedIn, urlField } from './playground';

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

const MESSAGE = 'POST /login HTTP/1.1\r\nHost: shop.test\r\nX-From: raw\r\n\r\nuser=ada';

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+v');
}

test('a request pasted where no field is fills the form, and Undo takes it back', async ({ page }) => {
  await openPlayground(page);
  await urlField(page).fill('http://before.test/');
  await urlField(page).blur();
  await paste(page, "curl http://shop.test/cart -X DELETE -H 'X-From: curl'");
  await expect(methodField(page)).toHaveValue('DELETE');
  await expect(urlField(page)).toHaveValue('http://shop.test/cart');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(urlField(page)).toHaveValue('http://before.test/');

  // Once the notice is gone focus is back where it was before.
  await expect(urlField(page)).toBeFocused();
  await urlField(page).blur();
  await paste(page, 'https://shop.test/find?q=tea&page=2');
  await expect(urlField(page)).toHaveValue('https://shop.test/find');
  const params = await requestPart(page, 'Params');
  await expect(params.getByLabel('Param 1 value', { exact: true })).toHaveValue('tea');
});

test('an empty table and an empty body take a request; one with text keeps its paste', async ({ page }) => {
  await openPlayground(page);
  const params = await requestPart(page, 'Params');
  await params.getByLabel('Param 1 name', { exact: true }).focus();
  await paste(page, 'curl http://shop.test/one');
  await expect(urlField(page)).toHaveValue('http://shop.test/one');

  const body = await requestPart(page, 'Body');
  await body.getByRole('radio', { name: 'JSON' }).check();
  const json = body.getByRole('textbox', { name: 'JSON body' });
  await expect(body.locator('.cm-content')).toBeVisible();
  await json.focus();
  await paste(page, MESSAGE);
  await expect(urlField(page)).toHaveValue(/shop\.test\/login$/);
  await expect(methodField(page)).toHaveValue('POST');

  await body.getByRole('radio', { name: 'Text', exact: true }).check();
  const text = body.getByRole('textbox', { name: 'Text body' });
  await expect(body.locator('.cm-content')).toBeVisible();
  await text.fill('mine: ');
  await text.press('ControlOrMeta+End');
  await paste(page, 'curl http://shop.test/three');
  await expect.poll(() => typedIn(text)).toBe('mine: curl http://shop.test/three');
  await expect(urlField(page)).toHaveValue(/shop\.test\/login$/);
});

test('params that are typed into the URL are listed, and can be edited as rows', async ({ page }) => {
  await openPlayground(page);
  await urlField(page).fill('https://shop.test/find?q=black%20tea&page=2');
  const params = await requestPart(page, 'Params');
  await expect(page.getByRole('tab', { name: 'Params 2' })).toBeVisible();
  await expect(params.getByRole('row', { name: /q black tea in the URL/ })).toBeVisible();
  await params.getByRole('button', { name: 'Edit the URL’s params as rows' }).click();
  await expect(urlField(page)).toHaveValue('https://shop.test/find');
  await expect(params.getByLabel('Param 2 value', { exact: true })).toHaveValue('2');
  await expect(params.getByText('in the URL')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(urlField(page)).toHaveValue('https://shop.test/find?q=black%20tea&page=2');

  // What rows would say in another way stays in the URL, and is listed all the same.
  await urlField(page).fill('https://shop.test/find?flag');
  await expect(params.getByRole('row', { name: /flag in the URL/ })).toBeVisible();
  await expect(params.getByRole('button', { name: 'Edit the URL’s params as rows' })).toBeHidden();
});
