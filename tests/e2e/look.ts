import AxeBuilder from '@axe-core/playwright';
import { test, type Page } from '@playwright/test';
import { expect } from './journey';
import { expectNoSidewaysScroll } from './playground';

export const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };

/** No violation of WCAG 2.2 AA as it stands, nothing sticking out on a phone; a picture of both for people. */
export async function look(page: Page, name: string, scheme: string, sizes = [WIDE, NARROW]): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await test.step(`${name}, ${size.width} px, ${scheme}`, async () => {
      await page.screenshot({ path: `artifacts/screens/${name}-${size.width}-${scheme}.png` });
      const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
      const found = violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ html, any }) => [html, any[0]?.message]),
      }));
      expect.soft(found, `${name}, ${size.width} px, ${scheme}`).toEqual([]);
      await expectNoSidewaysScroll(page);
    });
  }
  await page.setViewportSize(WIDE);
}
