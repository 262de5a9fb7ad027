import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

export interface Size {
  name: string;
  width: number;
  height: number;
  touch: boolean;
}

const FOLDER = 'artifacts/screenshots';
export const DESK: Size = { name: '1440', width: 1440, height: 900, touch: false };
export const PHONE: Size = { name: '390', width: 390, height: 844, touch: true };
export const SCHEMES = ['light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** A page of a browser of that size, as whoever `more.storageState` is signed in as. */
export async function visitor(
  browser: Browser,
  { width, height, touch }: Size,
  more: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    // So that what a finger needs is measured as on a phone.
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: 'reduce',
    ...more,
  });
  return context.newPage();
}

/** As it is now, or with `fullPage` all that one scrolls to: of a phone the first picture may show the frame before, so it is taken anew. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  await page.screenshot();
  await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage });
}
