import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './journey';
import {
  openPlayground,
  requestPart,
  responseBody,
  responseView,
  sendFor,
  typedIn,
  urlField,
} from './playground';

const items = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `Item ${id}`, 'price-tag': id / 2 }));
const BODIES: Record<string, [type: string, body: string | Buffer]> = {
  '/items': ['application/json', `{"big": 12345678901234567890, "items": ${JSON.stringify(items)}}`],
  '/feed': ['application/xml', '<feed><entry id="1"><title>Hello</title></entry></feed>'],
  '/pixel': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  '/prices': ['text/event-stream', 'event: price\ndata: {"n": 1}\n\ndata: second\n\n'],
  '/bytes': ['application/octet-stream', Buffer.from([0, 1, 2, 0x50, 0x4a])],
};

let target: http.Server;
let origin = '';
test.beforeAll(async () => {
  target = http.createServer(({ url = '' }, response) => {
    const [type, body] = BODIES[url] ?? ['text/plain', 'nothing here'];
    if (url === '/old') response.writeHead(302, { location: '/items' });
    else response.setHeader('content-type', type);
    response.end(url === '/old' ? '' : body);
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
});
test.afterAll(() => target.close());

test('a large JSON body is walked by keys, searched, filtered, and a value becomes an extract', async ({
  page,
}) => {
  await openPlayground(page);
  await sendFor(page, '200', `${origin}/old`);
  const tree = page.getByRole('treegrid', { name: 'JSON' });
  await expect(tree).toHaveAttribute('aria-rowcount', '20003');
  await expect(tree.getByRole('row').nth(1)).toHaveText('"big": 12345678901234567890');

  await tree.focus();
  await page.keyboard.press('End');
  await expect(tree.getByRole('row', { selected: true })).toContainText('19999: { } 3 names');
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('row', { selected: true })).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const bar = page.getByRole('group', { name: 'Value' });
  await expect(bar).toContainText('$.items[19999].name');
  await bar.getByRole('button', { name: 'Extract' }).click();
  const extract = page.getByRole('tabpanel', { name: /^Extract/ });
  await expect(extract.getByLabel('Expression of value 1')).toHaveValue('$.items[19999].name');

  await page.getByRole('textbox', { name: 'Find' }).fill('item 12345');
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(tree.getByRole('row', { selected: true })).toHaveText('"name": "Item 12345"');

  const filter = page.getByLabel('Filter by JSONPath');
  await filter.fill("$.items[?@['price-tag'] > 9999].id");
  await filter.press('Enter');
  await expect(page.getByText('1 value', { exact: true })).toBeVisible();
  await expect(tree.getByRole('row')).toHaveText(['$.items[19999].id: 19999']);
  await filter.fill('items');
  await filter.press('Enter');
  await expect(page.getByText('This is no JSONPath')).toBeVisible();

  await page
    .getByRole('navigation', { name: 'Path of the send' })
    .getByRole('button', { name: /old 302/ })
    .click();
  const hops = page.getByRole('tabpanel', { name: /^Hops/ });
  await expect(hops.getByRole('table', { name: 'Response headers of hop 1' })).toContainText('/items');
  const timing = await responseView(page, 'Timing');
  await expect(timing.getByRole('table', { name: 'Phases of hop 2' })).toContainText('Wait');
});

test('every kind of body is shown as what it is', async ({ page }) => {
  await openPlayground(page);
  await sendFor(page, '200', `${origin}/feed`);
  await expect(responseBody(page)).toContainText('<title>Hello</title>');
  await expect(responseBody(page)).toContainText('  <entry id="1">');
  await sendFor(page, '200', `${origin}/pixel`);
  await expect(page.getByRole('img', { name: 'The image that came' })).toBeVisible();
  await sendFor(page, '200', `${origin}/prices`);
  await expect(page.getByRole('list', { name: 'Events' }).getByRole('listitem')).toHaveText([
    /price.*"n"/,
    /message.*second/,
  ]);
  await sendFor(page, '200', `${origin}/bytes`);
  await expect(responseBody(page)).toContainText('00000000  00 01 02 50 4a');
});

test('a pasted curl command fills the form and Undo brings back what was there', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPlayground(page);
  await urlField(page).fill('http://before.test/');
  const command = `curl '${origin}/items' -X PUT -H 'X-From: curl' --json '{"a": "{{who}}"}' --data @missing`;
  await page.evaluate((text) => navigator.clipboard.writeText(text), command);
  await urlField(page).press('ControlOrMeta+v');
  await expect(urlField(page)).toHaveValue(`${origin}/items`);
  await expect(page.getByText('The body is in the file missing')).toBeVisible();
  const headers = await requestPart(page, 'Headers');
  await expect(headers.getByLabel('Header 1 value')).toHaveValue('curl');
  await headers.getByRole('button', { name: 'Headers as text' }).click();
  await expect(headers.getByRole('textbox', { name: 'Headers as text' })).toContainText('X-From: curl');
  const body = await requestPart(page, 'Body');
  const editor = body.getByRole('textbox', { name: 'JSON body' });
  await expect(editor.locator('.cm-variable-unknown')).toHaveText('{{who}}');
  expect(await typedIn(editor)).toBe('{"a": "{{who}}"}');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(urlField(page)).toHaveValue('http://before.test/');
});
