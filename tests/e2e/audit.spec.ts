import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { startAppServer, type AppServer } from '../support/app-server';
import { axeOn } from './axe';
import { expect, test, visit } from './journey';
import { sendFor, urlField } from './playground';

const password = 'several plain words';

async function looksGood(page: Page): Promise<void> {
  // What fades from one colour to another is none of either.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await axeOn(page).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** The file that a click brings. */
async function downloaded(page: Page, click: () => Promise<void>): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

// An app of its own: who makes the first account of an installation owns it.
let app: AppServer;
test.beforeAll(async () => {
  app = await startAppServer();
});
test.afterAll(() => app.stop());

test('an owner reads the trail, narrows it, exports it and the workspace, and imports that as another', async ({
  page,
}) => {
  test.slow();
  await visit(page, `${app.url}/sign-up`);
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('button', { name: 'Account of Ada' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: /^Workspace: / })).toHaveCount(0);
  await page.goto(app.url);
  await expect(urlField(page)).toBeEnabled();
  await sendFor(page, '200', `${app.url}/practice/api/echo`);

  const trail = page.getByRole('region', { name: 'Audit trail' });
  await test.step('the trail says who sent what to which host', async () => {
    await visit(page, `${app.url}/workspace`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('ci');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await expect(page.getByLabel('API token', { exact: true })).toHaveValue(/^pj_/);
    await page.getByRole('link', { name: 'Open the audit trail' }).click();
    await expect(trail.getByRole('row')).toHaveCount(3);
    await expect(trail.getByRole('row').nth(1)).toContainText('made the API token ci');
    await expect(trail.getByRole('row').nth(2)).toContainText(`sent GET to ${new URL(app.url).host}, 200`);
    await looksGood(page);
  });

  await test.step('it is narrowed by the keyboard alone, and exported as it is shown', async () => {
    await page.getByLabel('What').focus();
    await page.keyboard.type('sent');
    await page.getByLabel('What').press('Tab');
    await page.getByRole('button', { name: 'Show', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(trail.getByRole('row')).toHaveCount(2);
    await expect(trail).not.toContainText('API token');
    const file = await downloaded(page, () => page.getByRole('link', { name: 'CSV' }).click());
    expect(file.name).toMatch(/^audit-[\d-]+\.csv$/);
    const lines = (await readFile(file.path, 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/,Ada,send,/);
    await page.getByLabel('From (UTC)').fill('2000-01-01');
    await page.getByLabel('Before (UTC)').fill('2000-01-02');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByText('Nothing like this was done here')).toBeVisible();
    await looksGood(page);
  });

  const file = await test.step('the workspace is exported with secrets, which is told', async () => {
    await visit(page, `${app.url}/workspace`);
    await page.getByLabel('With secrets').check();
    await looksGood(page);
    const made = await downloaded(page, () =>
      page.getByRole('button', { name: 'Export the workspace' }).click(),
    );
    expect(made.name).toMatch(/^workspace-with-secrets-[\d-]+\.playjar\.json$/);
    expect(JSON.parse(await readFile(made.path, 'utf8'))).toMatchObject({ secrets: true, sessions: [{}] });
    await page.goto(`${app.url}/workspace/audit`);
    await expect(trail).toContainText('exported the workspace: with secrets and history');
    return made.path;
  });

  await test.step('and imported as another, which the top bar names from then on', async () => {
    await visit(page, `${app.url}/account`);
    await looksGood(page);
    await page.getByLabel('File of an exported workspace').setInputFiles(file);
    const here = page.getByRole('button', { name: /^Workspace: / });
    await expect(here).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Workspace' })).toContainText('/api/echo');
    await looksGood(page);
    await here.click();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.goto(`${app.url}/workspace/audit`);
    await expect(trail).toContainText('imported');
  });
});
