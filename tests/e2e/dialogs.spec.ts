import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { look, WIDE } from './look';
import { openPlayground } from './playground';

/** A dialog that has closed gives focus back to something that can be used. */
async function closeByEscape(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.matches('a, button, input, [tabindex]')))
    .toBe(true);
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in a ${scheme} system`, () => {
    test.use({ colorScheme: scheme, viewport: WIDE });

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
      await look(page, 'run', scheme);
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(page, 'export', scheme);
      await closeByEscape(page);
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('dialog').getByRole('radio', { name: 'Live' }).check();
      await look(page, 'share-live', scheme);
      await closeByEscape(page);
      await page
        .getByRole('link', { name: /^Compare with/ })
        .first()
        .click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page).toHaveURL(/\/diff\//);
      await look(page, 'diff', scheme);
      await page.goto('/runs');
      await look(page, 'runs', scheme);
    });

    test('the pages of signing in and up can be used by everyone', async ({ page }) => {
      test.setTimeout(180_000);
      await page.goto('/sign-in');
      await look(page, 'sign-in', scheme);
      await page.goto('/sign-up');
      await look(page, 'sign-up', scheme);
    });
  });
}
