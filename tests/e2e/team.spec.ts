import type { Browser, Locator, Page } from '@playwright/test';
import { axeOn } from './axe';
import { expect, test } from './journey';
import { openPlayground, outcome, responseBody, send, sendFor, urlField } from './playground';

const password = 'several plain words';

async function fillAccount(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email').fill(`${name.toLowerCase()}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Make the account' }).click();
}

async function looksGood(page: Page): Promise<void> {
  // What fades from one colour to another is none of either.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await axeOn(page).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('a guest makes an account, fills requests from an environment and invites someone in', async ({
  page,
  browser,
  origin,
}) => {
  test.slow();
  await openPlayground(page);
  await sendFor(page, '200', `${origin}/practice/api/echo`);

  await test.step('what was made as a guest is in the account', async () => {
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Make an account' }).click();
    await page.getByLabel('Email').fill('nobody');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByText('This is not an email address')).toBeVisible();
    await looksGood(page);
    await fillAccount(page, 'Ada');
    await expect(page.getByRole('button', { name: 'Account of Ada' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Workspace' })).toContainText('/api/echo');
  });

  await test.step('an environment fills in what the request leaves open', async () => {
    await send(page, `${origin}/practice/api/echo?to={{place}}`);
    await expect(page.getByText(/place/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Environment: none' }).click();
    await page.getByRole('menuitem', { name: 'New environment…' }).click();
    const dialog = page.getByRole('dialog', { name: 'New environment' });
    await dialog.getByLabel('Name', { exact: true }).fill('staging');
    await dialog.getByLabel('Name of new variable').fill('place');
    await dialog.getByLabel('Value of place').fill('the-harbour');
    await dialog.getByLabel('place is secret').check();
    await looksGood(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'Environment: staging' })).toBeVisible();
    await send(page, `${origin}/practice/api/echo?to={{place}}`);
    await expect(outcome(page)).toContainText('200');
    await expect(responseBody(page)).toContainText('the-harbour');
  });

  const link = await test.step('an invitation is made', async () => {
    await page.getByRole('button', { name: 'Account of Ada' }).click();
    await page.getByRole('menuitem', { name: 'Workspace and members' }).click();
    await page.getByLabel('As', { exact: true }).selectOption('viewer');
    await page.getByRole('button', { name: 'Make an invitation' }).click();
    const field = page.getByLabel('Link of the invitation', { exact: true });
    await expect(field).toHaveValue(/\/join\/[\w-]+$/);
    await looksGood(page);
    return field.inputValue();
  });

  const bob = await comesIn(browser, link, origin);
  await test.step('the owner shares the session, and is told before what that hands over', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'More of default' }).click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share default' });
    await expect(dialog.getByRole('region', { name: 'What this hands over' })).toContainText(
      /\d past request/,
    );
    await looksGood(page);
    await expect(workspaceOf(bob)).not.toContainText('/api/echo');
    await dialog.getByRole('button', { name: 'Share with the workspace' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'default shared' })).toBeVisible();
    await bob.reload();
    await expect(workspaceOf(bob)).toContainText('/api/echo');
  });

  await test.step('and takes it back', async () => {
    await page.getByRole('button', { name: 'More of default' }).click();
    await page.getByRole('menuitem', { name: 'Shared…' }).click();
    const dialog = page.getByRole('dialog', { name: 'default is shared' });
    await looksGood(page);
    await dialog.getByRole('button', { name: 'Make it private' }).click();
    await expect(page.getByRole('button', { name: 'default private' })).toBeVisible();
    await bob.reload();
    await expect(workspaceOf(bob)).not.toContainText('/api/echo');
    await bob.context().close();
  });

  await test.step('the owner sees the newcomer and takes them out', async () => {
    await page.goto('/workspace');
    await page.getByRole('button', { name: 'What to do about Bob' }).click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await page
      .getByRole('dialog', { name: 'Remove Bob?' })
      .getByRole('button', { name: 'Remove', exact: true })
      .click();
    await expect(page.getByText('bob@example.com')).toBeHidden();
  });
});

function workspaceOf(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Workspace' });
}

/** Someone else, in a browser of their own, comes in as a viewer: sees, and is told why they cannot send. */
async function comesIn(browser: Browser, link: string, origin: string): Promise<Page> {
  return test.step('a viewer comes in', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(link);
    await expect(page.getByRole('heading', { name: /^Join / })).toBeVisible();
    await fillAccount(page, 'Bob');
    await expect(page.getByRole('button', { name: 'Account of Bob' })).toBeVisible();
    await expect(workspaceOf(page)).not.toContainText('/api/echo');
    await expect(urlField(page)).toBeEnabled();
    await page.getByRole('button', { name: 'Environment: none' }).click();
    await page.getByRole('menuitem', { name: /^staging/ }).click();
    await page.getByRole('button', { name: 'Environment: staging' }).click();
    await page.getByRole('menuitem', { name: 'Edit staging…' }).click();
    await expect(page.getByLabel('Value of place', { exact: true })).toHaveValue('');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await send(page, `${origin}/practice/api/echo`);
    await expect(page.getByText(/A viewer can look but not send/).first()).toBeVisible();
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'No such invitation' })).toBeVisible();
    await page.goto('/');
    return page;
  });
}
