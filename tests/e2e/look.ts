import { test, type Page } from '@playwright/test';
import { axeOn } from './axe';
import { expect } from './journey';
import { expectNoSidewaysScroll } from './playground';

export const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };

/** What of the standard another set of colours can break. */
export const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * No violation of WCAG 2.2 AA as it stands, light and dark, nothing sticking out on a phone.
 * In the dark only what colours can break is looked at anew.
 */
export async function look(page: Page, name: string, sizes = [WIDE, NARROW]): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      // What fades from one colour to another is none of either.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const at = `${name}, ${size.width} px, ${colorScheme}`;
      await test.step(at, async () => {
        // Next streams a page's title behind the page.
        await expect(page).toHaveTitle(/./);
        const axe = axeOn(page);
        const { violations } = await (
          colorScheme === 'light' ? axe.withTags(STANDARD) : axe.withRules(OF_COLOURS)
        ).analyze();
        const found = violations.map(({ id, nodes }) => ({
          id,
          nodes: nodes.map(({ html, any }) => [html, any[0]?.message]),
        }));
        expect.soft(found, at).toEqual([]);
      });
    }
    await expectNoSidewaysScroll(page);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  await page.setViewportSize(WIDE);
}
