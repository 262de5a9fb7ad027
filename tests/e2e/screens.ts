import type { Page } from '@playwright/test';
import { expect } from './journey';
import type { LivedIn } from './lived-in';
import { openPlayground } from './playground';
import {
  at,
  auth,
  body,
  failed,
  hops,
  messages,
  pane,
  part,
  sending,
  socket,
  typedBody,
  view,
} from './request-screens';

/** A screen of the page, wide or on a phone. */
export interface Screen {
  name: string;
  /** leaves the page as it is to be seen, in a workspace that is lived in */
  show: (page: Page, lived: LivedIn) => Promise<unknown>;
}

/** Every screen and dialog of the playground, of sequences and of what is public. */
export const SCREENS: readonly Screen[] = [
  { name: 'playground', show: (page) => view(page, 'Cookies') },
  { name: 'request-params', show: (page) => part(page, 'Params') },
  { name: 'request-headers', show: (page) => part(page, 'Headers') },
  { name: 'request-body', show: typedBody },
  { name: 'request-auth', show: auth },
  {
    name: 'request-extract',
    show: async (page) => (await part(page, 'Extract')).getByRole('button', { name: /^Add/ }).click(),
  },
  {
    name: 'request-assert',
    show: async (page) => (await part(page, 'Assert')).getByRole('button', { name: /^Add/ }).click(),
  },
  { name: 'request-settings', show: (page) => part(page, 'Settings') },
  { name: 'request-messages', show: messages },
  { name: 'response-body', show: body },
  { name: 'response-headers', show: (page) => view(page, 'Headers', /^GET items/) },
  { name: 'response-hops', show: hops },
  { name: 'response-timing', show: (page) => view(page, 'Timing') },
  { name: 'response-why', show: (page) => view(page, 'Why') },
  { name: 'response-error', show: failed },
  { name: 'sending', show: sending },
  { name: 'socket', show: socket },
  { name: 'rail', show: rail },
  {
    name: 'session-menu',
    show: (page) => opened(page, page.getByRole('button', { name: /^Session in use/ })),
  },
  {
    name: 'save-menu',
    show: (page) => opened(page, page.getByRole('button', { name: 'Save', exact: true })),
  },
  {
    name: 'view-menu',
    show: (page) => opened(page, page.getByRole('button', { name: 'View', exact: true })),
  },
  { name: 'environment', show: environment },
  { name: 'palette', show: palette },
  { name: 'keys', show: keys },
  { name: 'cookies', show: cookies },
  {
    name: 'cookie',
    show: async (page) =>
      (await cookies(page))
        .getByRole('button', { name: /^Edit cookie/ })
        .first()
        .click(),
  },
  {
    name: 'cookie-import',
    show: async (page) => (await cookies(page)).getByRole('button', { name: 'Import' }).click(),
  },
  { name: 'session-settings', show: settings },
  { name: 'sequence', show: sequence },
  { name: 'step', show: step },
  { name: 'run', show: (page, { run }) => at(page, run) },
  { name: 'runs', show: (page) => at(page, '/runs') },
  { name: 'diff', show: (page, { diff }) => at(page, diff) },
  { name: 'export', show: exporting },
  { name: 'share', show: share },
  { name: 'import', show: importing },
  { name: 'shared', show: (page, { shared }) => at(page, shared) },
  { name: 'shared-frame', show: (page, { shared }) => at(page, `${shared}/embed`) },
  { name: 'sign-in', show: (page) => at(page, '/sign-in') },
  { name: 'sign-up', show: (page) => at(page, '/sign-up') },
  { name: 'not-found', show: (page) => at(page, '/nowhere') },
];

async function rail(page: Page): Promise<void> {
  await openPlayground(page);
  await pane(page, 'Sessions');
}

async function opened(page: Page, button: ReturnType<Page['getByRole']>): Promise<void> {
  await openPlayground(page);
  await button.click();
  await expect(page.getByRole('menu').first()).toBeVisible();
}

async function environment(page: Page): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name: /^Environment:/ }).click();
  await page.getByRole('menuitem', { name: 'Edit staging…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

async function palette(page: Page): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Search and commands' }).click();
  await expect(page.getByRole('dialog').getByRole('menuitem').first()).toBeVisible();
}

async function keys(page: Page): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
}

async function cookies(page: Page) {
  await rail(page);
  await page.getByRole('button', { name: /^\d+ cookies? of admin/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row').first()).toBeVisible();
  return dialog;
}

async function settings(page: Page): Promise<void> {
  await rail(page);
  await page.getByRole('button', { name: 'More of admin' }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

async function sequence(page: Page): Promise<void> {
  await rail(page);
  await page.getByRole('link', { name: /^Log in to the practice site/ }).click();
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
}

async function step(page: Page): Promise<void> {
  await sequence(page);
  await page
    .getByRole('button', { name: /Open the login form/ })
    .first()
    .click();
}

async function exporting(page: Page): Promise<void> {
  await sequence(page);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Download' })).toBeEnabled();
}

async function share(page: Page): Promise<void> {
  await sequence(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Make the link' })).toBeEnabled();
}

async function importing(page: Page): Promise<void> {
  await rail(page);
  await page.getByRole('button', { name: 'Import a sequence' }).click();
  await page
    .getByRole('dialog')
    .getByLabel('Paste it here')
    .fill("curl 'https://shop.test/login' -d user=ada");
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
}
