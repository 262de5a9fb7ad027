import path from 'node:path';
import { devices, type Browser, type BrowserContext, type Page } from '@playwright/test';
import Libsql from 'libsql';
import { plugInDevice } from './device';
import { startAppServer } from '../support/app-server';
import { expect, visit } from './journey';
import { fillForm, newSession, openPlayground, saveToNewSequence, sendFor, urlField } from './playground';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A workspace of several people as they leave it after a first day, at a server of its own. */
export interface Team {
  /** `http://localhost:PORT`: passkeys are not made for an address */
  origin: string;
  /** the owner's browser */
  state: State;
  /** the page of another, who is there all the time, in the session that they share */
  bob: Page;
  /** paths of a sequence with comments, and of an invitation that still stands */
  sequence: string;
  invitation: string;
  /** does something while the server cannot read what API tokens there are */
  whileBroken: (act: () => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

export const PASSWORD = 'several plain words';
/** A guest sends more than this within a minute by hand, and nobody else does. */
export const SENDS_PER_MINUTE = 15;

const LONG = 'Maximiliane Aurelia von Hohenstaufen-Wittelsbach zu Sankt Bartholomä an der Königsseer Ache';
const OTHERS = [
  { name: 'Bob', email: 'bob@example.com', role: 'admin' },
  { name: LONG, email: 'maximiliane.aurelia.von.hohenstaufen.wittelsbach@example.com', role: 'editor' },
  { name: 'ليلى بنت عبد الرحمن', email: 'layla@example.com', role: 'viewer' },
] as const;

/** Makes the accounts and the work of a team by hand, each person in a browser of their own. */
export async function teamIn(browser: Browser): Promise<Team> {
  const app = await startAppServer({
    env: { PLAYJAR_LIMITS: JSON.stringify({ sendsPerMinute: SENDS_PER_MINUTE }) },
  });
  const origin = app.url.replace('127.0.0.1', 'localhost');
  const someone = (more = {}) =>
    browser.newContext({ ...devices['Desktop Chrome'], baseURL: origin, ...more });
  const context = await someone();
  const ada = await context.newPage();
  await visit(ada, '/sign-up');
  await signUp(ada, 'Ada Lovelace', 'ada@example.com');
  await account(ada);
  await signInElsewhere(await someone({ userAgent: devices['Desktop Firefox'].userAgent }));
  const sequence = await work(ada, `${origin}/practice`);
  const pages: Page[] = [];
  for (const { name, email, role } of OTHERS) {
    const page = await (await someone()).newPage();
    await visit(page, await invited(ada, role));
    await signUp(page, name, email);
    pages.push(page);
  }
  const [bob, ...rest] = pages;
  if (!bob) throw new Error('nobody was invited');
  await Promise.all(rest.map((page) => page.context().close()));
  await together(ada, bob, sequence);
  const invitation = await invited(ada, 'viewer');
  const state = await context.storageState();
  await context.close();
  return {
    origin,
    state,
    bob,
    sequence,
    invitation,
    whileBroken: (act) => withoutTokens(path.join(app.dataDir, 'playjar.db'), act),
    close: async () => {
      await bob.context().close();
      await app.stop();
    },
  };
}

/** Makes an account on the page that is open: to sign up, or of an invitation. */
export async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('button', { name: `Account of ${name}` })).toBeVisible();
}

/** Names the workspace, makes a second one and a passkey. */
async function account(page: Page): Promise<void> {
  await visit(page, '/workspace');
  await page.getByLabel('Name of the workspace').fill('Shop team');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Shop team' })).toBeVisible();
  await visit(page, '/account');
  await page.getByLabel('A new workspace').fill('Billing team');
  await page.getByRole('button', { name: 'Make it' }).click();
  const here = page.getByRole('button', { name: /^Workspace: / });
  await expect(here).toHaveText('Billing team');
  await here.click();
  await page.getByRole('menuitem', { name: /^Shop team/ }).click();
  await expect(here).toHaveText('Shop team');
  await visit(page, '/account');
  await plugInDevice(page);
  await page.getByRole('region', { name: 'Passkeys' }).getByLabel('Name').fill('work laptop');
  await page.getByRole('textbox', { name: 'Your password, once more' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await expect(page.getByRole('button', { name: 'Rename work laptop' })).toBeVisible();
}

/** In a browser that is left open: it stays in the list of where one is signed in. */
async function signInElsewhere(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await visit(page, '/sign-in');
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Account of Ada Lovelace' })).toBeVisible();
  await context.close();
}

/** Makes an invitation. Answers its path. */
export async function invited(owner: Page, role: string): Promise<string> {
  await visit(owner, '/workspace');
  await owner.getByLabel('As', { exact: true }).selectOption(role);
  await owner.getByRole('button', { name: 'Make an invitation' }).click();
  const link = owner.getByLabel('Link of the invitation', { exact: true });
  await expect(link).toHaveValue(/\/join\//);
  return new URL(await link.inputValue()).pathname;
}

/** Two sessions with cookies, of which one has a checkpoint, a saved request, a sequence and a token. Answers the path of the sequence. */
async function work(page: Page, practice: string): Promise<string> {
  await openPlayground(page);
  await newSession(page, 'support');
  await sendFor(page, '200', `${practice}/redirect/2`);
  await newSession(page, 'admin');
  await fillForm(page, [
    ['username', 'admin'],
    ['password', 'password'],
  ]);
  await sendFor(page, '200', `${practice}/api/login`, 'POST');
  await page.getByRole('button', { name: 'New request' }).first().click();
  await sendFor(page, '200', `${practice}/redirect/5`);
  await page
    .getByRole('button', { name: /cookies? of admin$/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Keep this jar' }).click();
  await page.getByLabel('Name of the checkpoint').fill('logged in');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Roll back to logged in' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New request' }).first().click();
  await urlField(page).fill('https://shop.test/orders');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save request' }).click();
  await expect(page.getByText('Saved orders under Requests').last()).toBeVisible();
  await page.getByRole('button', { name: 'New request' }).first().click();
  await urlField(page).fill('https://shop.test/login');
  await saveToNewSequence(page, 'Checkout');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page).toHaveURL(/\/sequences\//);
  const { pathname } = new URL(page.url());
  await visit(page, '/workspace');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('nightly checks');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await expect(page.getByLabel('API token', { exact: true })).toHaveValue(/^pj_/);
  return pathname;
}

/** A session that is shared, in which Bob stays, and what the two say about a step. */
async function together(ada: Page, bob: Page, sequence: string): Promise<void> {
  await openPlayground(ada);
  await ada.getByRole('button', { name: 'More of support' }).click();
  await ada.getByRole('menuitem', { name: 'Share…' }).click();
  await ada.getByRole('button', { name: 'Share with the workspace' }).click();
  await expect(ada.getByRole('button', { name: 'support shared' })).toBeVisible();
  await ada.goto(sequence);
  await comment(ada, 'Does this need the token of the form?');
  await bob.goto(sequence);
  await comment(bob, 'No, the cookie is enough: the form sends it along.');
  await openPlayground(bob);
  await bob.getByRole('region', { name: 'Sessions' }).getByRole('button', { name: 'support shared' }).click();
}

async function comment(page: Page, text: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Comments? on step 1, / })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: /^Comments on / });
  await dialog.getByLabel('Your comment', { exact: true }).fill(text);
  await dialog.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: text })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
}

async function withoutTokens(file: string, act: () => Promise<void>): Promise<void> {
  const database = new Libsql(file);
  try {
    database.exec('PRAGMA busy_timeout = 10000; ALTER TABLE "ApiToken" RENAME TO "ApiTokenAway"');
    await act();
    database.exec('ALTER TABLE "ApiTokenAway" RENAME TO "ApiToken"');
  } finally {
    database.close();
  }
}
