import { devices, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { startSocketServer } from '../support/socket-server';
import { startTarget } from '../support/target-server';
import { expect } from './journey';
import {
  fillForm,
  makeLink,
  methodField,
  newSession,
  openPlayground,
  requestPart,
  responseView,
  saveToNewSequence,
  sendFor,
  urlField,
} from './playground';

/** A workspace as its owner leaves it after a first hour, and the servers that it has spoken with. */
export interface LivedIn {
  state: Awaited<ReturnType<BrowserContext['storageState']>>;
  /** `ws://…`, greets whoever comes and answers what is said */
  chat: string;
  /** paths of a run, of two runs compared, and of a shared link that is replayed */
  run: string;
  diff: string;
  shared: string;
  close: () => Promise<unknown>;
}

const LINKS =
  '</items?page=3>; rel="next"; title="More of them", </items?page=9>; rel="last", </about>; rel="author"';

/** Fills a fresh workspace by hand, in a browser of its own. */
export async function liveIn(browser: Browser, origin: string): Promise<LivedIn> {
  const shop = await startTarget((_, response) => {
    response.setHeader('link', LINKS);
    response.setHeader('content-type', 'application/json');
    response.end(
      '{"page": 2, "items": [{"id": 1001, "name": "Oak table"}, {"id": 1002, "name": "Linen curtain"}]}',
    );
  });
  const chat = await startSocketServer((socket) => {
    socket.send('{"type": "welcome", "channels": ["prices", "news"]}');
    socket.on('message', () => socket.send('{"type": "price", "symbol": "OAK", "value": 349.5}'));
  });
  const context = await browser.newContext({ ...devices['Desktop Chrome'], baseURL: origin });
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  const sequence = await sequenceIn(page);
  await requestsIn(page, `${origin}/practice`, shop.url);
  const state = await context.storageState();
  await context.close();
  return { state, chat: chat.url, ...sequence, close: () => Promise.all([shop.close(), chat.close()]) };
}

/** A sequence, run twice and shared. */
async function sequenceIn(page: Page): Promise<Pick<LivedIn, 'run' | 'diff' | 'shared'>> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Try the login demo' }).click();
  const runs = page.getByRole('list').getByRole('link', { name: /passed/ });
  for (let run = 1; run <= 2; run += 1) {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(runs).toHaveCount(run);
  }
  const run = new URL(page.url()).pathname + ((await runs.first().getAttribute('href')) ?? '');
  const compare = page.getByRole('link', { name: /^Compare with/ }).first();
  const diff = (await compare.getAttribute('href')) ?? '';
  await page.getByRole('button', { name: 'Share' }).click();
  const shared = new URL(await makeLink(page.getByRole('dialog'))).pathname;
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Playjar' }).click();
  return { run, diff, shared };
}

/** Sessions with cookies, requests that are open and saved, a body that is typed, an environment. */
async function requestsIn(page: Page, practice: string, shop: string): Promise<void> {
  await environment(page);
  await newSession(page, 'anonymous');
  await sendFor(page, '401', `${practice}/api/account`);
  await newSession(page, 'alice');
  await logIn(page, `${practice}/api/login`, 'alice', 'wonderland');
  await newSession(page, 'admin');
  await logIn(page, `${practice}/api/login`, 'admin', 'password');
  await saveToNewSequence(page, 'Check the shop');
  await tab(page);
  await sendFor(page, '200', `${practice}/api/account`);
  await keep(page);
  await tab(page);
  await sendFor(page, '200', `${practice}/api/products`);
  await keep(page);
  await tab(page);
  await order(page, `${practice}/api/echo`);
  await tab(page);
  await sendFor(page, '200', `${shop}/items?page=2`);
  await tab(page);
  await sendFor(page, '404', `${practice}/status/404`, 'DELETE');
  await tab(page);
  await sendFor(page, '200', `${practice}/redirect/3`);
  await keep(page);
  await responseView(page, 'Cookies');
  await requestPart(page, 'Headers');
}

async function environment(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Environment: none' }).click();
  await page.getByRole('menuitem', { name: 'New environment…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New environment' });
  await dialog.getByLabel('Name', { exact: true }).fill('staging');
  for (const [name, value] of [
    ['shop', 'https://staging.shop.test'],
    ['page', '2'],
  ] as const) {
    await dialog.getByLabel('Name of new variable').fill(name);
    await dialog.getByLabel(`Value of ${name}`).fill(value);
  }
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** A JSON body with a variable that is known and one that is not. */
async function order(page: Page, url: string): Promise<void> {
  await methodField(page).fill('POST');
  await urlField(page).fill(url);
  const body = await requestPart(page, 'Body');
  await body.getByRole('radio', { name: 'JSON' }).check();
  const editor = body.getByRole('textbox', { name: 'JSON body' });
  await expect(editor).toHaveClass(/cm-content/);
  await editor.fill(
    '{\n  "shop": "{{shop}}",\n  "page": {{page}},\n  "customer": "{{customer}}",\n  "items": [\n    { "id": 1001, "count": 2 }\n  ],\n  "gift": false\n}',
  );
}

async function tab(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New request' }).click();
}

async function keep(page: Page): Promise<void> {
  const kept = page.getByRole('region', { name: 'Requests' }).locator('[data-row]');
  const before = await kept.count();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save request' }).click();
  await expect(kept).toHaveCount(before + 1);
}

async function logIn(page: Page, url: string, username: string, password: string): Promise<void> {
  await fillForm(page, [
    ['username', username],
    ['password', password],
  ]);
  await sendFor(page, '200', url, 'POST');
}
