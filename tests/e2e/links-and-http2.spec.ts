import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { http2Works } from '../../lib/engine/http2-runtime';
import { GOOD, TEST_CA } from '../support/certificates';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { expectNoSidewaysScroll, openPlayground, requestPart, responseView, sendFor } from './playground';
import { NARROW } from './look';

let target: Target;
let both: Http2SecureServer;
test.beforeAll(async () => {
  target = await startTarget((_, response) => {
    response.setHeader(
      'link',
      '</items?page=3>; rel="next"; title="More of them", <https://shop.test/about>; rel=author, <x>',
    );
    response.end('ok');
  });
  both = createSecureServer({ key: GOOD.key, cert: GOOD.cert, allowHTTP1: true }, (request, response) => {
    response.end(`HTTP/${request.httpVersion}`);
  });
  await new Promise<void>((resolve) => both.listen(0, '127.0.0.1', resolve));
});
test.afterAll(async () => {
  await target.close();
  both.close();
});

test('what a Link header names is listed with its relation and where it leads', async ({ page }) => {
  await openPlayground(page);
  await sendFor(page, '200', `${target.url}/items?page=2`);
  const headers = await responseView(page, 'Headers');
  const links = headers.getByRole('table', { name: 'Links of the Link header' }).getByRole('row');
  await expect(links).toHaveText([
    `next${target.url}/items?page=3title: More of them`,
    'authorhttps://shop.test/about',
    `no rel${target.url}/x`,
  ]);
  await page.setViewportSize(NARROW);
  await expect(links.first()).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test('HTTP/2 is offered where it is chosen, or says why it cannot be', async ({ page }) => {
  await openPlayground(page);
  const settings = await requestPart(page, 'Settings');
  const field = settings.getByLabel('HTTP/2');
  if (http2Works()) {
    await settings
      .getByLabel('Certificates of servers')
      .selectOption({ label: 'Check them by authorities of my own' });
    await settings.getByLabel('Authorities, PEM').fill(TEST_CA);
    const url = `https://127.0.0.1:${(both.address() as AddressInfo).port}/`;
    await sendFor(page, '200', url);
    await expect(page.getByRole('region', { name: 'Response body' })).toContainText('HTTP/1.1');
    await field.selectOption('Offer where TLS is spoken');
    await sendFor(page, '200', url);
    await expect(page.getByRole('region', { name: 'Response body' })).toContainText('HTTP/2.0');
  } else {
    await expect(field).toBeDisabled();
    await expect(settings.getByText(/^Off on this server: .*It is on with Node/)).toBeVisible();
  }
  await page.getByRole('button', { name: 'New session' }).click();
  await page.getByRole('button', { name: 'More of session' }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Settings of / });
  await expect(dialog.getByLabel('HTTP/2')).toBeVisible();
  await expect(dialog.getByLabel('HTTP/2')).toBeEnabled({ enabled: http2Works() });
});
