import { expect, test } from './journey';

test.describe('what is done before the page’s scripts have come', () => {
  let release: () => void = () => undefined;
  test.beforeEach(async ({ page }) => {
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/_next/static/**/*.js*', async (route) => {
      await released;
      await route.continue();
    });
  });

  test('a button that was pressed does its work once they are there', async ({ page }) => {
    await page.goto('/', { waitUntil: 'commit' });
    const rail = page.getByRole('region', { name: 'Sessions' });
    await rail.getByRole('button', { name: 'New session' }).click();
    await expect(page.locator('html')).not.toHaveAttribute('data-awake');
    release();
    await expect(rail.getByRole('button', { name: /^More of session/ })).toHaveCount(1);
  });

  test('a form stays on its page, and its password out of the address', async ({ page }) => {
    await page.goto('/sign-in', { waitUntil: 'commit' });
    await page.getByLabel('Email').fill('nobody@example.com');
    await page.getByLabel('Password', { exact: true }).fill('several plain words');
    await page.getByLabel('Password', { exact: true }).press('Enter');
    await expect(page.locator('html')).not.toHaveAttribute('data-awake');
    release();
    await expect(page.locator('html')).toHaveAttribute('data-awake');
    await expect(page).toHaveURL(/\/sign-in$/);
  });
});

test('the page waits with its first paint for the end of what is to be seen, and for nothing that never comes', async ({
  request,
  origin,
}) => {
  const html = await (await request.get(origin)).text();
  const awaited = /<link rel="expect" href="#(\w+)" blocking="render"/.exec(html)?.[1];
  const end = html.indexOf(`<script id="${awaited}"`);
  expect(end).toBeGreaterThan(html.indexOf('Nothing sent yet'));
  expect(html.indexOf('Nothing sent yet')).toBeGreaterThan(0);
});
