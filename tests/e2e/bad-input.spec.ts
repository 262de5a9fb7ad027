import { freePort } from '../support/free-port';
import { rawServer, type RawServer } from '../support/raw-server';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import {
  failure,
  fillPairs,
  methodField,
  openPlayground,
  outcome,
  requestPart,
  saveToNewSequence,
  send,
  sendFor,
  urlField,
  typedIn,
} from './playground';

let target: Target;
let garbage: RawServer;
test.beforeAll(async () => {
  // /hang is never answered.
  target = await startTarget((request, response) => {
    if (request.url !== '/hang') response.end('fine');
  });
  garbage = await rawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n\r\nthis is no HTTP\r\n'));
});
test.afterAll(() => Promise.all([target.close(), garbage.close()]));
test.beforeEach(({ page }) => openPlayground(page));

test('what is wrong with a URL is said beside it, and it stays as typed', async ({ page }) => {
  const wrong = [
    ['/login', /No scheme supplied/],
    ['ftp://127.0.0.1/file', /ftp/],
    ['http://127.0.0.1:99999/', /port/i],
    ['http://127.0.0.1:http/', /port/i],
    ['http://no-such-host.invalid/', /no-such-host\.invalid/],
    [`http://127.0.0.1:${await freePort()}/`, /refused/i],
  ] as const;
  await fillPairs(await requestPart(page, 'Headers'), 'Header', [['X-Kept', 'yes']]);
  for (const [url, sentence] of wrong) {
    await send(page, url);
    await expect(page.getByRole('form', { name: 'Request' }).getByRole('alert')).toContainText(sentence);
    await expect(urlField(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(urlField(page)).toHaveValue(url);
  }
  await sendFor(page, '200', `${target.url}/good`);
  await expect(page.getByRole('form', { name: 'Request' }).getByRole('alert')).toBeHidden();
  expect(target.requests.at(-1)?.header('x-kept')).toBe('yes');
});

test('a URL typed without its scheme is sent all the same, and shows what was added', async ({ page }) => {
  await sendFor(page, '200', `  ${target.url.replace('http://', '')}/typed?as=said`);
  await expect(urlField(page)).toHaveValue(`${target.url}/typed?as=said`);
  expect(target.requests.at(-1)?.url).toBe('/typed?as=said');
});

test('a header that no request may carry is said beside the headers', async ({ page }) => {
  const headers = await requestPart(page, 'Headers');
  await fillPairs(headers, 'Header', [['X-Bad', 'a\u0001b']]);
  await send(page, `${target.url}/`);
  await expect(headers.getByRole('alert')).toContainText(/header/i);
  await expect(headers.getByLabel('Header 1 value')).toHaveValue('a\u0001b');
  await fillPairs(headers, 'Header', [['X-Bad', 'ab']]);
  await sendFor(page, '200', `${target.url}/`);
});

test('a line break pasted into a header makes no second header', async ({ page }) => {
  const headers = await requestPart(page, 'Headers');
  await fillPairs(headers, 'Header', [['X-One', 'a\r\nX-Two: b']]);
  await send(page, `${target.url}/pasted`);
  await expect(outcome(page)).toBeVisible();
  const arrived = target.requests.filter(({ url }) => url === '/pasted');
  expect(arrived.map((request) => request.header('x-one'))).toEqual(['a X-Two: b']);
  expect(arrived[0]?.header('x-two')).toBeUndefined();
});

test('a header with a line break, as only JSON can say it, fails its step with a sentence', async ({
  page,
}) => {
  await urlField(page).fill(`${target.url}/smuggled`);
  await saveToNewSequence(page, 'Two headers in one');
  await page.getByRole('link', { name: /Two headers in one/ }).click();
  await page.getByRole('button', { name: /^1\s*GET smuggled/, expanded: false }).click();
  await page.getByRole('radio', { name: 'JSON', exact: true }).check();
  const spec = { url: `${target.url}/smuggled`, headers: [['X-One', 'a\r\nX-Two: b']] };
  await page.getByLabel('The whole request as JSON').fill(JSON.stringify(spec));
  await page.getByRole('button', { name: 'Save and run' }).click();
  const player = page.getByRole('region', { name: 'Step player' });
  await expect(player.getByRole('alert')).toContainText('invalid_header');
  await expect(player.getByText('0 of 1 step passed').first()).toBeVisible();
  expect(target.requests.filter(({ url }) => url === '/smuggled')).toEqual([]);
});

test('JSON that is none is said beside the body, with its line', async ({ page }) => {
  const body = await requestPart(page, 'Body');
  await body.getByRole('radio', { name: 'JSON' }).check();
  await body.getByLabel('JSON body').fill('{\n  "a":');
  await expect(body.getByText(/^Line 2, column/)).toBeVisible();
  const hits = target.requests.length;
  await send(page, `${target.url}/`, 'POST');
  await expect(body.getByRole('alert')).toContainText(/JSON/);
  expect(await typedIn(body.getByLabel('JSON body'))).toBe('{\n  "a":');
  await expect(methodField(page)).toHaveValue('POST');
  expect(target.requests).toHaveLength(hits);
  await body.getByLabel('JSON body').fill('{"a": 1}');
  await sendFor(page, '200', `${target.url}/`, 'POST');
});

test('a target that hangs, and one that does not speak HTTP, is said in the response', async ({ page }) => {
  const settings = await requestPart(page, 'Settings');
  await settings.getByLabel('Timeout, seconds').fill('0.3');
  await send(page, `${target.url}/hang`);
  await expect(failure(page)).toContainText('The answer took too long');
  await expect(urlField(page)).toHaveValue(`${target.url}/hang`);
  await expect(settings.getByLabel('Timeout, seconds')).toHaveValue('0.3');
  // Long enough for those that do answer, on a machine with much to do.
  await settings.getByLabel('Timeout, seconds').fill('20');
  await send(page, garbage.url);
  await expect(failure(page)).toContainText('The answer is not HTTP');
  await expect(urlField(page)).toHaveValue(garbage.url);
  await expect(settings.getByLabel('Timeout, seconds')).toHaveValue('20');
  await sendFor(page, '200', `${target.url}/`);
});
