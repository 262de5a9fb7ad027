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
