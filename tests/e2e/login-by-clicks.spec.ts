import type { Browser, Page } from '@playwright/test';
import { errorsOf, expect, test, visit } from './journey';
import { makeLink, openPlayground, sendFor } from './playground';

const player = (page: Page) => page.getByRole('region', { name: 'Step player' });

const pastRuns = (page: Page) => page.getByRole('region', { name: 'Past runs' }).getByRole('listitem');

/** Saves and runs, and waits for the last line of the run. */
async function runFor(page: Page, sentence: string): Promise<void> {
  const run = page.getByRole('region', { name: 'Run', exact: true });
  await run.getByRole('button', { name: /^(Save and run|Run)$/ }).click();
  await expect(run.getByText(sentence).first()).toBeVisible();
}

/** Adds a step at the end that asks for a URL and expects a status. */
async function addStep(page: Page, name: string, url: string, status: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a step' }).click();
  const steps = page.getByRole('region', { name: 'Steps' });
  await steps.getByLabel('Name', { exact: true }).fill(name);
  await steps.getByRole('textbox', { name: 'URL' }).fill(url);
  await steps.getByLabel('Wanted value of check 1').fill(status);
}

test('the whole flow of a site is made by clicks: form, login, restricted JSON, logout, 401; and a stranger replays it', async ({
  page,
  browser,
  origin,
}) => {
  const room = `${origin}/practice/rooms/clicks-${Date.now().toString(36)}`;
  await openPlayground(page);
  await sendFor(page, '200', `${room}/login`);

  await test.step('the form of the response makes the next step, its hidden field bound', async () => {
    const offers = page.getByRole('region', { name: 'Next steps found in this response' });
    await expect(offers).toContainText('with hidden _csrf · asks for username, password');
    await offers.getByRole('button', { name: /^Make the next step: form POST/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Make the next step' });
    await expect(dialog).toContainText('takes _csrf out of its response');
    await dialog.getByLabel('Name of the sequence').fill('Log in and out');
    await dialog.getByRole('button', { name: 'Make the step' }).click();
    await expect(page).toHaveURL(/\/sequences\/[^?]+\?step=2/);
  });

  await test.step('what is left is typed: the user name, and the password before the run', async () => {
    const content = page.getByLabel('Content', { exact: true });
    await expect(content).toHaveValue('_csrf={{_csrf}}\nusername=\npassword={{password}}');
    await content.fill('_csrf={{_csrf}}\nusername=admin\npassword={{password}}');
    await page.getByLabel('Password', { exact: true }).fill('password');
    await runFor(page, '2 of 2 steps passed');
  });

  await test.step('restricted JSON is a step that checks who it is', async () => {
    await addStep(page, 'Account', `${room}/api/account`, '200');
    await page.getByRole('button', { name: 'Add check' }).click();
    await page.getByLabel('What check 2 looks at').selectOption('JSON path');
    await page.getByLabel('Expression of check 2').fill('$.user');
    await page.getByLabel('Wanted value of check 2').fill('admin');
    await runFor(page, '3 of 3 steps passed');
  });

  await test.step('the account page offers its logout form, and after it the account is closed', async () => {
    await page.getByRole('tab', { name: /^2\. / }).click();
    await player(page)
      .getByRole('button', { name: /^Make the next step: form POST .*logout/ })
      .click();
    const steps = page.getByRole('region', { name: 'Steps' });
    await steps.getByRole('button', { name: /^Move POST .*logout down$/ }).click();
    await addStep(page, 'Account after logout', `${room}/api/account`, '401');
    await runFor(page, '5 of 5 steps passed');
    await expect(pastRuns(page).first()).toContainText('5 steps');
    await pastRuns(page)
      .first()
      .getByRole('button', { name: /^More of/ })
      .click();
    await page.getByRole('menuitem', { name: 'Make it the reference' }).click();
    await expect(pastRuns(page).first()).toContainText('reference');
  });

  await test.step('one step runs again in the session of the run that is shown', async () => {
    await page.getByRole('button', { name: 'Run Account after logout' }).click();
    await page.getByRole('menuitem', { name: 'Run this step' }).click();
    await expect(player(page).getByText('1 of 1 step passed').first()).toBeVisible();
    await expect(pastRuns(page).first()).toContainText('1 step');
  });

  const link = await shareForReplay(page);
  await replayAsStranger(browser, link);

  await test.step('the site renames its cookie, and the next run’s diff names exactly that', async () => {
    const site = await page.context().newPage();
    await site.goto(`${room}/switches`);
    await site.getByRole('button', { name: 'Name the cookie practice_sid' }).click();
    await expect(site.getByText('names its login cookie practice_sid')).toBeVisible();
    await site.close();
    await page.getByRole('button', { name: 'Done' }).click();
    const count = await pastRuns(page).count();
    await runFor(page, '5 of 5 steps passed');
    await expect(pastRuns(page)).toHaveCount(count + 1);
    await pastRuns(page).first().getByRole('link', { name: 'Compare with the reference' }).click();
    const answer = page.getByRole('heading', { level: 1 }).filter({ hasText: /^(Yes|No)/ });
    await expect(answer).toHaveText(/sets cookie practice_sid instead of practice_session/);
  });
});

async function shareForReplay(page: Page): Promise<string> {
  return test.step('it is shared for replay', async () => {
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share “Log in and out”' });
    return makeLink(dialog);
  });
}

async function replayAsStranger(browser: Browser, link: string): Promise<void> {
  await test.step('a second browser profile without account replays it green', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const errors = errorsOf(page);
    await visit(page, link);
    await page.getByLabel('Password', { exact: true }).fill('password');
    await page.getByRole('button', { name: 'Replay' }).click();
    await expect(page.getByText('5 of 5 steps passed').first()).toBeVisible();
    await expect(page.getByRole('tab', { name: /^5\. Account after logout: passed · 401$/ })).toBeVisible();
    expect(await context.cookies(), 'who only looks gets no cookie').toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
}
