import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { errorsOf, expect, test } from './journey';
import { openPlayground } from './playground';

/** A page of documentation on another origin, with what the dialog gives to be put into it. */
async function documentation(html: string): Promise<{ url: string; server: Server }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><h1>Docs</h1>${html}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function makeLink(page: Page): Promise<{ link: string; snippet: string }> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Try the login demo' }).click();
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await dialog.getByText('Put the player into a page').click();
  return { link, snippet: await dialog.getByRole('textbox', { name: 'HTML for the page' }).inputValue() };
}

test('the player works inside a page of another origin, as tall as what it shows; the rest of Playjar cannot be framed', async ({
  page,
  browser,
}) => {
  const { link, snippet } = await makeLink(page);
  const docs = await documentation(snippet);
  const reader = await (await browser.newContext({ colorScheme: 'light' })).newPage();
  const errors = errorsOf(reader);
  await reader.goto(docs.url);
  const iframe = reader.locator('iframe');
  const frame = reader.frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'Log in to the practice site' })).toBeVisible();
  const height = () => iframe.evaluate((element) => element.clientHeight);
  const content = () =>
    frame.locator('body').evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
  await expect.poll(async () => (await height()) === (await content())).toBe(true);
  const before = await height();
  await frame.getByLabel(/Password of the practice site/).fill('password');
  await frame.getByRole('button', { name: 'Replay' }).click();
  await expect(frame.getByText('3 of 3 steps passed').first()).toBeVisible();
  await expect.poll(async () => (await height()) === (await content())).toBe(true);
  expect(await height()).not.toBe(before);
  expect(await reader.context().cookies()).toEqual([]);
  expect(errors).toEqual([]);

  await iframe.evaluate((element, src) => element.setAttribute('src', src), `${link}/embed?theme=dark`);
  await expect(frame.locator('html')).toHaveCSS('color-scheme', 'dark');

  await iframe.evaluate((element, src) => element.setAttribute('src', src), link);
  await expect.poll(() => reader.frames().at(-1)?.url()).toMatch(/^chrome-error:/);
  await reader.context().close();
  docs.server.close();
});
