import { CLIENT, GOOD, TEST_CA } from '../support/certificates';
import { startProxy, type ProxyUnderTest } from '../support/proxy-server';
import { rawServer, type RawServer } from '../support/raw-server';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import {
  expectNoSidewaysScroll,
  failure,
  fillPairs,
  openPlayground,
  requestPart,
  responseView,
  send,
  sendFor,
} from './playground';

let proxy: ProxyUnderTest;
let target: Target;
let demanding: RawServer;
test.beforeAll(async () => {
  proxy = await startProxy();
  target = await startTarget((_request, response) => response.end('fine'));
  demanding = await rawServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'), {
    tls: { ...GOOD, requestCert: true, rejectUnauthorized: true, ca: TEST_CA },
  });
});
test.afterAll(() => Promise.all([proxy.close(), target.close(), demanding.close()]));
test.beforeEach(({ page }) => openPlayground(page));

test("a request goes through its own proxy, or the session's, or none", async ({ page }) => {
  const named = `http://name.example:${target.port}/`;
  await page.getByRole('button', { name: 'New session' }).click();
  await page.getByRole('button', { name: 'More of session' }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Settings of / });
  await fillPairs(dialog, 'Proxy', [['all', proxy.url]]);
  await dialog.getByLabel('No proxy for').fill('127.0.0.1');
  await dialog.getByRole('button', { name: 'Save settings' }).click();
  await expect(dialog).toBeHidden();

  await sendFor(page, '200', named);
  expect(proxy.asked.map(({ url }) => url)).toEqual([named]);
  await sendFor(page, '200', `${target.url}/direct`);
  expect(proxy.asked.length).toBe(1);

  const settings = await requestPart(page, 'Settings');
  await expect(settings.getByRole('table', { name: 'Proxies' })).toContainText(proxy.url);
  await fillPairs(settings, 'Proxy', [['http', 'http://:8080']]);
  await send(page, named);
  await expect(settings.getByRole('alert')).toContainText("proxy's URL cannot be read");
  await expectNoSidewaysScroll(page);
  await settings.getByLabel('Proxy 1 value').fill('127.0.0.1:1');
  await expect(settings.getByRole('alert')).toBeHidden();
  await send(page, named);
  await expect(settings.getByRole('alert')).toContainText('Nothing listens on 127.0.0.1:1');
  await expect(failure(page)).toContainText('The proxy did not connect');
});

test('authorities and a client certificate are pasted; the chain is shown', async ({ page }) => {
  const settings = await requestPart(page, 'Settings');
  await settings
    .getByLabel('Certificates of servers')
    .selectOption({ label: 'Check them by authorities of my own' });
  await settings.getByLabel('Authorities, PEM').fill('no pem');
  await send(page, demanding.url);
  await expect(settings.getByRole('alert')).toContainText('hold no certificate');
  await settings.getByLabel('Authorities, PEM').fill(TEST_CA);
  await settings.getByLabel('Client certificate, PEM').fill(CLIENT.cert);
  await send(page, demanding.url);
  await expect(settings.getByRole('alert')).toContainText('needs its key');
  await settings.getByLabel('Its key, PEM').fill(GOOD.key);
  await send(page, demanding.url);
  await expect(settings.getByRole('alert')).toContainText('do not belong together');
  await settings.getByLabel('Its key, PEM').fill(CLIENT.key);
  await sendFor(page, '200', demanding.url);

  const hops = await responseView(page, 'Hops');
  const chain = hops.getByRole('list', { name: 'Certificates of hop 1' });
  await expect(hops.getByRole('heading', { name: /^TLS 1\.3 · TLS_.*$/ })).toBeVisible();
  await expect(chain.getByRole('listitem')).toHaveCount(2);
  await expect(chain).toContainText('IP Address:127.0.0.1, DNS:localhost');
  await chain.getByText('CN=Playjar test authority', { exact: true }).last().click();
  await expect(chain.getByText('CN=Playjar test authority (itself)')).toBeVisible();
  await expectNoSidewaysScroll(page);
});
