import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../e2e/journey';
import { liveIn, type LivedIn } from '../e2e/lived-in';
import { openPlayground } from '../e2e/playground';
import { SCREENS } from '../e2e/screens';

const SIZES = [
  { name: '1440', width: 1440, height: 900, touch: false },
  { name: '390', width: 390, height: 844, touch: true },
  { name: '768', width: 768, height: 1024, touch: true },
  { name: '2560', width: 2560, height: 1440, touch: false },
];
/** Of most screens there are pictures at the first two sizes; of these at all. */
const AT_ALL_SIZES = ['playground', 'sequence', 'run', 'shared'];
const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];
const FOLDER = 'artifacts/screenshots';

let lived: LivedIn;
test.beforeAll(async ({ browser, origin }) => {
  lived = await liveIn(browser, origin);
});
test.afterAll(() => lived.close());

for (const scheme of SCHEMES) {
  for (const { name, show } of SCREENS) {
    test(`${name}, ${scheme}`, async ({ browser, origin }) => {
      for (const size of AT_ALL_SIZES.includes(name) ? SIZES : SIZES.slice(0, 2)) {
        const page = await visitor(browser, origin, scheme, size, lived.state);
        await show(page, lived);
        await picture(page, `${name}-${size.name}-${scheme}`);
        await page.context().close();
      }
    });
  }
  test(`first visit, ${scheme}`, async ({ browser, origin }) => {
    for (const size of SIZES) {
      const page = await visitor(browser, origin, scheme, size);
      await openPlayground(page);
      await picture(page, `first-visit-${size.name}-${scheme}`);
      await page.context().close();
    }
  });
}

test('pages of an account', async ({ browser, origin }) => {
  const first = await visitor(browser, origin, 'light', SIZES[0]);
  await first.goto('/sign-up');
  await first.getByLabel('Name').fill('Ada');
  await first.getByLabel('Email').fill('ada@example.com');
  await first.getByLabel('Password', { exact: true }).fill('several plain words');
  await first.getByRole('button', { name: 'Make the account' }).click();
  await expect(first.getByRole('button', { name: 'Account of Ada' })).toBeVisible();
  const state = await first.context().storageState();
  for (const scheme of SCHEMES) {
    for (const size of SIZES.slice(0, 2)) {
      const page = await visitor(browser, origin, scheme, size, state);
      for (const path of ['account', 'workspace', 'workspace/audit']) {
        await page.goto(`/${path}`);
        await expect(page.getByRole('heading').first()).toBeVisible();
        await picture(page, `${path.replace('/', '-')}-${size.name}-${scheme}`);
      }
      await page.context().close();
    }
  }
});

/** As it is now: of a phone the first picture may show the frame before, so it is taken anew. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot();
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

async function visitor(
  browser: Browser,
  baseURL: string,
  colorScheme: Scheme,
  size = SIZES[0],
  storageState?: LivedIn['state'],
) {
  const { width = 1440, height = 900, touch = false } = size ?? {};
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height },
    // So that what a finger needs is measured as on a phone.
    hasTouch: touch,
    isMobile: touch,
    baseURL,
    reducedMotion: 'reduce',
    ...(storageState && { storageState }),
  });
  return context.newPage();
}
