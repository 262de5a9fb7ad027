import type { Locator, Page } from '@playwright/test';
import { expect, visit } from './journey';
import { SENDS_PER_MINUTE, type Team } from './lived-in-team';
import { openPlayground, sendButton, urlField } from './playground';
import { at, pane } from './request-screens';

/** A screen that has to do with people: who one is, and whom one works with. */
export interface TeamScreen {
  name: string;
  /** who looks; Ada owns the workspace */
  as: 'ada' | 'stranger';
  /** it is scrolled, and its picture shows all of it */
  isLong?: boolean;
  /** leaves the page as it is to be seen */
  show: (page: Page, team: Team) => Promise<unknown>;
  /** console errors that are part of it */
  forgiven?: RegExp;
}

/** Every page and dialog of accounts, members and what they do to each other's work. */
export const TEAM_SCREENS: readonly TeamScreen[] = [
  { name: 'sign-in-refused', as: 'stranger', show: refusedSignIn },
  { name: 'sign-up-faults', as: 'stranger', show: faultySignUp },
  { name: 'join', as: 'stranger', show: (page, { invitation }) => at(page, invitation) },
  { name: 'join-as-member', as: 'ada', show: (page, { invitation }) => at(page, invitation) },
  { name: 'join-gone', as: 'stranger', show: (page) => at(page, '/join/of-last-year') },
  { name: 'account', as: 'ada', isLong: true, show: (page) => at(page, '/account') },
  { name: 'workspace', as: 'ada', isLong: true, show: (page) => at(page, '/workspace') },
  { name: 'member-menu', as: 'ada', show: memberMenu },
  { name: 'member-removal', as: 'ada', show: memberRemoval },
  { name: 'invitation', as: 'ada', show: invitation },
  { name: 'token', as: 'ada', show: token },
  { name: 'audit', as: 'ada', isLong: true, show: (page) => at(page, '/workspace/audit') },
  { name: 'audit-narrowed', as: 'ada', show: (page) => at(page, '/workspace/audit?kind=member.joined') },
  {
    name: 'audit-empty',
    as: 'ada',
    show: (page) => at(page, '/workspace/audit?from=2000-01-01&before=2000-01-02'),
  },
  { name: 'workspaces', as: 'ada', show: (page) => menu(page, /^Workspace: /) },
  { name: 'account-menu', as: 'ada', show: (page) => menu(page, /^Account of /) },
  { name: 'comments', as: 'ada', show: comments },
  { name: 'comments-open', as: 'ada', show: openComments },
  { name: 'presence', as: 'ada', show: presence },
  { name: 'conflict', as: 'ada', show: conflict },
  { name: 'sharing', as: 'ada', show: (page) => sharing(page, 'admin') },
  { name: 'sharing-shared', as: 'ada', show: (page) => sharing(page, 'support') },
  { name: 'checkpoints', as: 'ada', show: checkpoints },
  { name: 'too-many', as: 'stranger', show: tooMany },
  { name: 'broken', as: 'ada', show: broken, forgiven: /500|React error #441/ },
];

async function refusedSignIn(page: Page): Promise<void> {
  await visit(page, '/sign-in');
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
}

async function faultySignUp(page: Page, { invitation: path }: Team): Promise<void> {
  await visit(page, path);
  await page.getByLabel('Email').fill('nobody');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
}

async function memberMenu(page: Page): Promise<void> {
  await visit(page, '/workspace');
  await page.getByRole('button', { name: 'What to do about Bob' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
}

async function memberRemoval(page: Page): Promise<void> {
  await memberMenu(page);
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await expect(page.getByRole('dialog', { name: 'Remove Bob?' })).toBeVisible();
}

async function invitation(page: Page): Promise<void> {
  await visit(page, '/workspace');
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  await shown(page.getByLabel('Link of the invitation', { exact: true }));
}

async function token(page: Page): Promise<void> {
  await visit(page, '/workspace');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('deploys');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await shown(page.getByLabel('API token', { exact: true }));
}

async function shown(once: Locator): Promise<void> {
  await expect(once).toBeFocused();
  await once.evaluate((element) => element.scrollIntoView({ block: 'center' }));
}

async function menu(page: Page, name: RegExp): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('menu')).toBeVisible();
}

async function comments(page: Page, { sequence }: Team): Promise<void> {
  await page.goto(sequence);
  await page
    .getByRole('button', { name: /^Comments on step 1, / })
    .first()
    .click();
  await expect(page.getByRole('listitem', { name: /^Comment of / })).toHaveCount(2);
}

async function openComments(page: Page): Promise<void> {
  await menu(page, /^Account of /);
  await page.getByRole('menuitem', { name: 'Open comments' }).click();
  await expect(page.getByRole('listitem', { name: /^Comment of / })).toHaveCount(2);
}

/** Bob has the session that is shared in view. */
async function presence(page: Page): Promise<void> {
  await openPlayground(page);
  await pane(page, 'Sessions');
  await expect(sessions(page).getByText('Bob is here too')).toBeAttached();
}

/** Both change the address of one request, and Bob saves first. */
async function conflict(page: Page, { bob }: Team): Promise<void> {
  for (const one of [page, bob]) {
    await openPlayground(one);
    await pane(one, 'Sessions');
    await one
      .getByRole('region', { name: 'Requests' })
      .getByRole('button', { name: /orders$/ })
      .first()
      .click();
    await expect(urlField(one)).toHaveValue(/orders/);
  }
  await urlField(page).fill('https://shop.test/orders?state=paid&sort=newest');
  await urlField(bob).fill(`https://shop.test/orders?state=open&page=${Date.now()}`);
  await saveAgain(bob);
  await expect(bob.getByText('Saved orders again').last()).toBeVisible();
  await saveAgain(page);
  await expect(page.getByRole('dialog', { name: 'Both changed orders' })).toBeVisible();
}

async function saveAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save again' }).click();
}

const sessions = (page: Page): Locator => page.getByRole('region', { name: 'Sessions' });

async function sharing(page: Page, name: string): Promise<void> {
  await openPlayground(page);
  await pane(page, 'Sessions');
  await page.getByRole('button', { name: `More of ${name}` }).click();
  await page.getByRole('menuitem', { name: /^Shared?…$/ }).click();
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
}

async function checkpoints(page: Page): Promise<void> {
  await openPlayground(page);
  await pane(page, 'Sessions');
  await sessions(page)
    .getByRole('button', { name: /cookies? of admin$/ })
    .click();
  await expect(page.getByRole('button', { name: 'Roll back to logged in' })).toBeVisible();
}

/** A guest sends faster than is fair. */
async function tooMany(page: Page, { origin }: Team): Promise<void> {
  await openPlayground(page);
  await urlField(page).fill(`${origin}/practice/api/echo`);
  for (let sent = 0; sent <= SENDS_PER_MINUTE; sent += 1) {
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await sendButton(page).click();
    await answer;
    await expect(sendButton(page)).toBeEnabled();
  }
  await pane(page, 'Response');
  await expect(page.getByRole('alert', { name: 'Response' })).toContainText('within a minute');
}

async function broken(page: Page, { whileBroken }: Team): Promise<void> {
  await whileBroken(async () => {
    await page.goto('/workspace');
    await expect(page.getByRole('heading', { name: 'This page broke' })).toBeVisible();
  });
}
