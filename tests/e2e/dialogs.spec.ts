import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { look, WIDE } from './look';
import { openPlayground, sendFor } from './playground';

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

    test('the playground’s dialogs can be used by everyone, and give focus back', async ({
      page,
      origin,
    }) => {
      test.setTimeout(180_000);
      await openPlayground(page);
      await sendFor(page, '200', `${origin}/practice/redirect/3`);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused();
      await look(page, 'palette', scheme);
      await closeByEscape(page);

      const session = page.getByRole('region', { name: 'Sessions' }).locator('[data-row]').first();
      await session.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      await look(page, 'keys', scheme);
      await closeByEscape(page);

      await page.keyboard.press('Control+Shift+k');
      await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
      await look(page, 'import', scheme);
      await closeByEscape(page);

      await page.getByRole('button', { name: 'Environment: none' }).press('Enter');
      await page.getByRole('menuitem', { name: 'New environment…' }).press('Enter');
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(page, 'environment', scheme);
      await closeByEscape(page);

      await page.getByRole('button', { name: 'More of default' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Settings…' }).press('Enter');
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(page, 'session-settings', scheme);
      await closeByEscape(page);

      await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
      await page.getByRole('menuitem', { name: 'New sequence…' }).press('Enter');
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(page, 'new-sequence', scheme);
      await closeByEscape(page);
    });

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

    test('the pages of accounts and teams can be used by everyone', async ({ page }) => {
      test.setTimeout(180_000);
      await page.goto('/sign-in');
      await look(page, 'sign-in', scheme);
      await page.goto('/sign-up');
      await look(page, 'sign-up', scheme);
      await page.getByLabel('Name').fill('Ada');
      await page.getByLabel('Email').fill(`ada-${scheme}-${Date.now()}@example.com`);
      await page.getByLabel('Password', { exact: true }).fill('several plain words');
      await page.getByRole('button', { name: 'Make the account' }).click();
      await expect(page.getByRole('button', { name: 'Account of Ada' })).toBeVisible();
      await page.goto('/account');
      await expect(page.getByRole('heading').first()).toBeVisible();
      await look(page, 'account', scheme);
      await page.goto('/workspace');
      await expect(page.getByRole('heading').first()).toBeVisible();
      await look(page, 'workspace', scheme);
    });
  });
}
