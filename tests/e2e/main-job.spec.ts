import type { Browser, Page } from '@playwright/test';
import { errorsOf, expect, test, visit } from './journey';
import {
  fillForm,
  ledgerRow,
  makeLink,
  openPlayground,
  outcome,
  responseBody,
  responseView,
  saveToNewSequence,
  sendFor,
  valueOf,
} from './playground';

test('a new visitor logs in through a session, saves the steps, runs them, shares them and takes the link back', async ({
  page,
  browser,
  origin,
}) => {
  await openPlayground(page);

  await test.step('a session named admin with its own User-Agent', async () => {
    await page.getByRole('button', { name: 'New session' }).click();
    await page.getByRole('button', { name: 'More of session' }).click();
    await page.getByRole('menuitem', { name: 'Settings…' }).click();
    const settings = page.getByRole('dialog', { name: 'Settings of session' });
    await settings.getByLabel('Name', { exact: true }).first().fill('admin');
    await (await valueOf(settings, 'Session header', 'User-Agent')).fill('Mozilla/5.0');
    await settings.getByRole('button', { name: 'Save settings' }).click();
    await expect(page.getByRole('button', { name: /^Session in use: admin, 0 cookies/ })).toBeVisible();
  });

  await test.step('the login, as a form', async () => {
    await fillForm(page, [
      ['username', 'admin'],
      ['password', 'password'],
    ]);
    await sendFor(page, '200', `${origin}/practice/api/login`, 'POST');
    await expect(page.getByRole('button', { name: /^Session in use: admin, 1 cookie/ })).toBeVisible();
    await saveToNewSequence(page, 'Log in and look');
  });

  await test.step('the restricted page, with the cookie sent by itself', async () => {
    await page.getByRole('button', { name: 'New request' }).click();
    await sendFor(page, '200', `${origin}/practice/api/account`);
    await expect(responseBody(page)).toContainText('"user": "admin"');
    const cookies = await responseView(page, 'Cookies');
    await expect(ledgerRow(cookies, 1, 'sent', 'practice_session=')).toBeVisible();
    const hops = await responseView(page, 'Hops');
    await expect(hops.getByRole('table', { name: 'Request headers of hop 1' })).toContainText('Mozilla/5.0');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Log in and look' }).click();
    await expect(page.getByText('Saved as step 2 of Log in and look')).toBeVisible();
  });

  await test.step('the sequence runs', async () => {
    await page.getByRole('link', { name: /Log in and look/ }).click();
    await expect(page).toHaveURL(/\/sequences\//);
    const run = page.getByRole('region', { name: 'Run', exact: true });
    await run.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(run.getByText('2 of 2 steps passed').first()).toBeVisible();
  });

  const link = await shareLink(page);
  const stranger = await replay(browser, link);

  await test.step('the link is taken back', async () => {
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('button', { name: 'End this link for everyone' }).click();
    await expect(page.getByRole('dialog').getByText(/revoked/)).toBeVisible();
    const gone = await stranger.reload();
    expect(gone?.status()).toBe(404);
    await expect(stranger.getByRole('heading', { name: 'This link does not open anything' })).toBeVisible();
    await stranger.context().close();
  });
});

/** The password is not revealed: whoever opens the link is asked for it. */
async function shareLink(page: Page): Promise<string> {
  return test.step('a link is made', async () => {
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share “Log in and look”' });
    await dialog.getByLabel('Headers and settings of').selectOption('admin');
    await expect(
      dialog.getByRole('checkbox', { name: /^Reveal .*Step 1 · body · password$/ }),
    ).not.toBeChecked();
    return makeLink(dialog);
  });
}

/** Another browser, without a cookie or an account, replays the link. Answers its page. */
async function replay(browser: Browser, link: string): Promise<Page> {
  return test.step('another browser replays it', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const errors = errorsOf(page);
    await visit(page, link);
    await expect(page.getByRole('heading', { name: 'Log in and look' })).toBeVisible();
    await page.getByLabel('password', { exact: true }).fill('password');
    await page.getByRole('button', { name: 'Replay' }).click();
    await expect(page.getByText('2 of 2 steps passed').first()).toBeVisible();
    for (const name of [/^1\. .*: passed · 200$/, /^2\. .*: passed · 200$/])
      await expect(page.getByRole('tab', { name })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Response body' })).toContainText('"user": "admin"');
    await page.getByRole('tab', { name: /^1\. / }).click();
    const jar = page.getByRole('region', { name: 'Jar before and after' });
    await expect(jar).toContainText('0 → 1 cookie');
    await expect(jar.getByRole('listitem').filter({ hasText: 'practice_session' })).toContainText('added');
    expect(await context.cookies(), 'who only looks gets no cookie').toEqual([]);
    expect(errors).toEqual([]);
    return page;
  });
}

test('“Try the login demo” fills in form, login and restricted page, and they run green', async ({
  page,
}) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Try the login demo' }).click();
  await expect(page).toHaveURL(/\/sequences\//);
  const steps = page.getByRole('region', { name: 'Steps' }).getByRole('listitem');
  for (const name of ['Open the login form', 'Log in', 'Open the restricted page'])
    await expect(steps.filter({ hasText: name }).first()).toBeVisible();
  const run = page.getByRole('region', { name: 'Run', exact: true });
  await run.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(run.getByText('3 of 3 steps passed').first()).toBeVisible();
  await expect(page.getByRole('tab', { name: /^3\. Open the restricted page: passed · 200$/ })).toBeVisible();

  await page.getByRole('link', { name: 'Playjar' }).click();
  await page
    .getByRole('button', { name: /Restricted page/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^POST Log in/ }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(outcome(page)).toContainText('200');
});
