import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { look, WIDE } from './look';
import { closeByEscape, openPlayground, sendFor } from './playground';

/** A dialog that has closed gives focus back to something that can be used. */
async function closeAndGoOn(page: Page): Promise<void> {
  await closeByEscape(page.getByRole('dialog'));
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.matches('a, button, input, [tabindex]')))
    .toBe(true);
}

test.describe('light and dark', () => {
  test.use({ viewport: WIDE });

  test('runs, their differences, exports and a live link can be used by everyone', async ({ page }) => {
    test.setTimeout(180_000);
    await openPlayground(page);
    await page.getByRole('button', { name: 'Try the redirect demo' }).click();
    await expect(page.getByRole('button', { name: /^Session in use: Practice redirects/ })).toBeVisible();
    await page.getByRole('button', { name: 'New request' }).click();
    await page.getByRole('button', { name: 'Try the login demo' }).click();
    for (let run = 1; run <= 2; run += 1) {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(page.getByRole('list').getByRole('link', { name: /passed/ })).toHaveCount(run);
    }
    await look(page, 'run');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, 'export');
    await closeAndGoOn(page);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'Live' }).check();
    await look(page, 'share-live');
    await closeAndGoOn(page);
    await page
      .getByRole('link', { name: /^Compare with/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page).toHaveURL(/\/diff\//);
    await look(page, 'diff');
    await page.goto('/runs');
    await look(page, 'runs');
  });

  test('the pages of signing in and up can be used by everyone', async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto('/sign-in');
    await look(page, 'sign-in');
    await page.goto('/sign-up');
    await look(page, 'sign-up');
  });
});

/** What opens a dialog, by keys alone: a button, and the item of its menu where it has one. */
const DIALOGS: readonly [dialog: string | RegExp, button: string | RegExp, item?: string][] = [
  ['Search and commands', 'Search and commands'],
  ['Keyboard shortcuts', 'View', 'Keyboard shortcuts'],
  ['New environment', /^Environment: /, 'New environment…'],
  ['Import a sequence', 'Import a sequence'],
  ['Cookies of default', /^\d cookies? of default/],
  ['Settings of default', 'More of default', 'Settings…'],
  ['Save to a new sequence', 'Save', 'New sequence…'],
];

test('a dialog that is opened by keys has the focus, and gives it back to what opened it', async ({
  page,
  origin,
}) => {
  test.setTimeout(180_000);
  await openPlayground(page);
  await sendFor(page, '200', `${origin}/practice/api/products`);
  for (const [dialog, button, item] of DIALOGS)
    await test.step(String(dialog), async () => {
      const opener = page.getByRole('button', { name: button, exact: true }).first();
      await opener.press('Enter');
      if (item) await page.getByRole('menuitem', { name: item }).press('Enter');
      const opened = page.getByRole('dialog', { name: dialog });
      await expect(opened).toBeVisible();
      await closeByEscape(opened);
      await expect(opener).toBeFocused();
    });
});

test('the palette’s list is reached by Tab, and its field leads through it by arrows', async ({ page }) => {
  await openPlayground(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(palette.getByRole('group', { name: 'Found' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(palette.getByRole('searchbox')).toBeFocused();
  // Upwards from the field is the last one, far below what is in view.
  await page.keyboard.press('ArrowUp');
  await expect(palette.getByRole('menuitem').last()).toBeInViewport();
  await page.keyboard.type('dark theme');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
