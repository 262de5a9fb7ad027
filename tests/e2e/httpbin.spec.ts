import { expect, test } from './journey';
import {
  failure,
  ledgerRow,
  openPlayground,
  outcome,
  requestPart,
  responseBody,
  responseView,
  send,
  sendFor,
} from './playground';

test.beforeEach(({ page }) => openPlayground(page));

test('a cookie that httpbin sets comes back to it', async ({ page, httpbin }) => {
  await sendFor(page, '200', `${httpbin}/cookies/set?a=1`);
  const cookies = await responseView(page, 'Cookies');
  await expect(ledgerRow(cookies, 1, 'stored', 'a=1')).toBeVisible();
  await expect(ledgerRow(cookies, 2, 'sent', 'a=1')).toBeVisible();
  await sendFor(page, '200', `${httpbin}/cookies`);
  await expect(responseBody(page)).toContainText('"a": "1"');
});

test('three redirects are listed as hops, each with its status', async ({ page, httpbin }) => {
  await sendFor(page, '200', `${httpbin}/redirect/1`);
  await expect(outcome(page)).toHaveText(/\b1 redirect$/);
  await sendFor(page, '200', `${httpbin}/redirect/3`);
  await expect(outcome(page)).toHaveText(/\b3 redirects$/);
  const hops = (await responseView(page, 'Hops')).getByRole('listitem');
  await expect(hops.filter({ hasText: '302' })).toHaveCount(3);
  await expect(hops.last()).toContainText(`${httpbin}/get`);
  await expect(hops.last()).toContainText('200');
});

test('basic auth is typed in the Auth tab', async ({ page, httpbin }) => {
  await sendFor(page, '401', `${httpbin}/basic-auth/u/p`);
  const auth = await requestPart(page, 'Auth');
  await auth.getByLabel('Auth type').selectOption('Basic');
  await auth.getByLabel('Username').fill('u');
  await auth.getByLabel('Password', { exact: true }).fill('p');
  await sendFor(page, '200', `${httpbin}/basic-auth/u/p`);
  await expect(responseBody(page)).toContainText('"authenticated": true');
});

test('packed bodies are shown unpacked, and UTF-8 is told as such', async ({ page, httpbin }) => {
  const shown = { gzip: '"gzipped": true', deflate: '"deflated": true', brotli: '"brotli": true' };
  for (const [path, text] of Object.entries(shown)) {
    await sendFor(page, '200', `${httpbin}/${path}`);
    await expect(responseBody(page)).toContainText(text);
  }
  await sendFor(page, '200', `${httpbin}/encoding/utf8`);
  // Debian replaces httpbin's sample text, which is not free, by one line.
  await expect(responseBody(page)).toContainText(/∮ E⋅da = Q|Not much going on here/);
  await expect(page.getByText('text/html · utf-8')).toBeVisible();
});

test('a picture is shown as one', async ({ page, httpbin }) => {
  await sendFor(page, '200', `${httpbin}/image/png`);
  const picture = page.getByRole('img', { name: 'The image that came' });
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(50);
});

test('a teapot is a teapot', async ({ page, httpbin }) => {
  await sendFor(page, "418 I'M A TEAPOT", `${httpbin}/status/418`);
  await expect(responseBody(page)).toContainText('teapot');
});

test('a target slower than the timeout is a sentence beside the timeout', async ({ page, httpbin }) => {
  const settings = await requestPart(page, 'Settings');
  await settings.getByLabel('Timeout, seconds').fill('1');
  await send(page, `${httpbin}/delay/10`);
  await expect(failure(page)).toContainText('The answer took too long');
  await expect(failure(page)).toContainText('read_timeout');
  await expect(outcome(page)).toContainText('No response');
  await expect(settings.getByRole('alert')).toContainText(/sent nothing for (1000 ms|1 s)/);
  await expect(settings.getByLabel('Timeout, seconds')).toHaveValue('1');
});
