import { devices, type BrowserContext, type Page } from '@playwright/test';
import { expect, test } from '../e2e/journey';
import { openPlayground, requestPart, responseView, urlField } from '../e2e/playground';
import { liveIn } from './workspace';

const SIZES = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
  { name: '768', width: 768, height: 1024 },
  { name: '2560', width: 2560, height: 1440 },
];
/** Pictures of all sizes are only of the playground; the others are 1440 and 390 px wide. */
const MAIN = SIZES.slice(0, 2);
const SCHEMES = ['light', 'dark'] as const;
const FOLDER = 'artifacts/screenshots';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;
let lived: State;

test.beforeAll(async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    baseURL: baseURL ?? '',
  });
  const page = await context.newPage();
  await liveIn(page, baseURL ?? '');
  lived = await context.storageState();
  await context.close();
});

interface Screen {
  name: string;
  sizes?: typeof SIZES;
  /** leaves the page as it is to be seen */
  show: (page: Page) => Promise<void>;
}

const SCREENS: readonly Screen[] = [
  { name: 'playground', sizes: SIZES, show: playground },
  { name: 'headers', show: (page) => editor(page, 'Headers') },
  { name: 'body', show: body },
  { name: 'rail', show: rail },
  { name: 'palette', show: palette },
  { name: 'assert', show: checks },
  { name: 'cookies', show: cookies },
  { name: 'settings', show: settings },
  { name: 'hops', show: (page) => view(page, 'Hops') },
  { name: 'why', show: (page) => view(page, 'Why') },
  { name: 'timing', show: (page) => view(page, 'Timing') },
  { name: 'failure', show: failed },
  { name: 'sequence', sizes: SIZES, show: sequence },
  { name: 'share', show: share },
  { name: 'import', show: importing },
  { name: 'keys', show: keys },
  { name: 'sign-up', show: (page) => plain(page, '/sign-up') },
  { name: 'runs', show: (page) => plain(page, '/runs') },
];

for (const scheme of SCHEMES) {
  for (const { name, sizes = MAIN, show } of SCREENS) {
    test(`${name}, ${scheme}`, async ({ browser, baseURL }) => {
      for (const { name: width, ...viewport } of sizes) {
        const context = await browser.newContext({
          colorScheme: scheme,
          viewport,
          storageState: lived,
          baseURL: baseURL ?? '',
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        await show(page);
        await page.screenshot({ path: `${FOLDER}/${name}-${width}-${scheme}.png` });
        await context.close();
      }
    });
  }
  test(`first visit, ${scheme}`, async ({ browser, baseURL }) => {
    for (const { name: width, ...viewport } of MAIN) {
      const context = await browser.newContext({ colorScheme: scheme, viewport, baseURL: baseURL ?? '' });
      const page = await context.newPage();
      await openPlayground(page);
      await page.screenshot({ path: `${FOLDER}/first-visit-${width}-${scheme}.png` });
      await context.close();
    }
  });
}

const phone = (page: Page): boolean => (page.viewportSize()?.width ?? 0) < 768;

async function pane(page: Page, name: string): Promise<void> {
  if (phone(page))
    await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name, exact: true }).click();
}

async function open(page: Page, name: RegExp): Promise<void> {
  await openPlayground(page);
  await page.getByRole('navigation', { name: 'Open requests' }).getByRole('button', { name }).click();
}

async function playground(page: Page): Promise<void> {
  await open(page, /^GET redirect\/3/);
  await pane(page, 'Response');
  await responseView(page, 'Cookies');
}

async function view(page: Page, name: string): Promise<void> {
  await open(page, /^GET redirect\/3/);
  await pane(page, 'Response');
  await responseView(page, name);
}

async function editor(page: Page, name: string): Promise<void> {
  await open(page, /^GET account/);
  await requestPart(page, name);
  if (!phone(page)) await expect(page.getByRole('status', { name: 'Outcome' })).toBeVisible();
}

async function checks(page: Page): Promise<void> {
  await editor(page, 'Assert');
  await page.getByRole('button', { name: 'Add check' }).click();
}

async function body(page: Page): Promise<void> {
  await open(page, /^GET products/);
  await pane(page, 'Response');
  await responseView(page, 'Body');
}

async function rail(page: Page): Promise<void> {
  await openPlayground(page);
  await pane(page, 'Sessions');
}

async function cookies(page: Page): Promise<void> {
  await rail(page);
  await page.getByRole('button', { name: /^\d+ cookies? of admin/ }).click();
  await expect(page.getByRole('dialog').getByRole('row').first()).toBeVisible();
}

async function palette(page: Page): Promise<void> {
  await openPlayground(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible();
}

async function settings(page: Page): Promise<void> {
  await rail(page);
  await page.getByRole('button', { name: 'More of admin' }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

async function failed(page: Page): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'New request' }).click();
  await urlField(page).fill('http://127.0.0.1:9/nobody');
  await urlField(page).press('Enter');
  await expect(page.getByRole('region', { name: 'Response', exact: true }).getByRole('alert')).toBeVisible();
}

async function sequence(page: Page): Promise<void> {
  await rail(page);
  await page.getByRole('link', { name: /^Log in to the practice site/ }).click();
  await expect(page.getByRole('heading', { name: 'Log in to the practice site' }).first()).toBeVisible();
}

async function share(page: Page): Promise<void> {
  await sequence(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Make the link' })).toBeEnabled();
}

async function importing(page: Page): Promise<void> {
  await cookies(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
}

async function keys(page: Page): Promise<void> {
  await rail(page);
  await page.getByRole('button', { name: 'admin', exact: true }).press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
}

async function plain(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading').first()).toBeVisible();
}
