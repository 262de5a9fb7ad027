import type { Page } from '@playwright/test';
import { expect } from './journey';
import type { LivedIn } from './lived-in';
import { openPlayground, outcome, requestPart, responseView, urlField } from './playground';

/** Ways to what one sees of a request and its response, wide and on a phone. */

const phone = (page: Page): boolean => (page.viewportSize()?.width ?? 0) < 768;

export async function pane(page: Page, name: string): Promise<void> {
  if (phone(page))
    await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name, exact: true }).click();
}

export async function at(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
}

async function open(page: Page, name: RegExp): Promise<void> {
  await openPlayground(page);
  await page.getByRole('navigation', { name: 'Open requests' }).getByRole('button', { name }).click();
}

async function answered(page: Page, name: RegExp): Promise<void> {
  await open(page, name);
  await pane(page, 'Response');
  await expect(outcome(page)).toBeVisible();
  await expect(page.getByRole('treegrid').getByRole('row').first()).toBeVisible();
}

export async function view(page: Page, name: string, request = /^GET redirect\/3/): Promise<void> {
  await answered(page, request);
  await responseView(page, name);
}

export async function part(page: Page, name: string, request = /^GET account/) {
  if (phone(page)) await open(page, request);
  else await answered(page, request);
  const panel = await requestPart(page, name);
  await expect(panel.locator('input, button, select').first()).toBeVisible();
  return panel;
}

export async function typedBody(page: Page): Promise<void> {
  await open(page, /^POST echo/);
  const body = await requestPart(page, 'Body');
  await expect(body.locator('.cm-variable-known').first()).toBeVisible();
}

export async function auth(page: Page): Promise<void> {
  const panel = await part(page, 'Auth');
  await panel.getByLabel('Auth type').selectOption('OAuth 2.0');
}

export async function messages(page: Page): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'New request' }).click();
  await urlField(page).fill('wss://shop.test/live');
  const panel = await requestPart(page, 'Messages');
  await panel.getByRole('button', { name: 'Add message' }).click();
  await panel.getByRole('textbox', { name: 'Message 1' }).fill('{"subscribe": "prices"}');
}

export async function body(page: Page): Promise<void> {
  await answered(page, /^GET products/);
  await page.getByRole('treegrid').getByRole('row').nth(5).click();
}

export async function hops(page: Page): Promise<void> {
  await answered(page, /^GET redirect\/3/);
  await page.getByRole('navigation', { name: 'Path of the send' }).getByRole('button').first().click();
}

export async function failed(page: Page): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'New request' }).click();
  await urlField(page).fill('http://127.0.0.1:9/nobody');
  await urlField(page).press('Enter');
  await expect(page.getByRole('region', { name: 'Response', exact: true }).getByRole('alert')).toBeVisible();
}

export async function sending(page: Page): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'New request' }).click();
  await urlField(page).fill(`${new URL(page.url()).origin}/practice/slow?ms=9000`);
  await urlField(page).press('Enter');
  await expect(page.getByText(/^Wait/).first()).toBeVisible();
}

export async function socket(page: Page, { chat }: LivedIn): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'New request' }).click();
  await urlField(page).fill(`${chat}/live`);
  await urlField(page).press('Enter');
  await pane(page, 'Response');
  const said = page.getByRole('region', { name: 'Messages' }).getByRole('listitem');
  await expect(said).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('{"subscribe": "prices"}');
  await page.getByRole('textbox', { name: 'Message', exact: true }).press('Enter');
  await expect(said).toHaveCount(3);
}
