import type { Page } from '@playwright/test';
import { startTarget } from '../support/target-server';
import { axeOn } from './axe';
import { expect, test } from './journey';
import {
  expectNoSidewaysScroll,
  fillForm,
  newSession,
  openPlayground,
  saveToNewSequence,
  sendFor,
  urlField,
} from './playground';

const runButton = (page: Page) => page.getByRole('button', { name: /^Run( both)?$/ });
const passed = (page: Page, steps: string) => page.getByText(`${steps} steps passed`).first();

/** No violation of WCAG 2.2 AA as it stands, wide and on a phone, and nothing sticks out there. */
async function expectForEveryone(page: Page): Promise<void> {
  const before = page.viewportSize();
  // What fades from one colour to another is none of either.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    const axe = axeOn(page).include('#main').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await expectNoSidewaysScroll(page);
  }
  if (before) await page.setViewportSize(before);
}

test('the step player plays, pauses, steps and jumps, by buttons and by keys', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Try the login demo' }).click();
  await runButton(page).click();
  await expect(passed(page, '3 of 3')).toBeVisible();
  const player = page.getByRole('region', { name: 'Step player' });
  const told = player.getByRole('status');
  const rail = (position: number) => player.getByRole('tab', { name: new RegExp(`^${position}\\. `) });
  await expect(rail(3)).toHaveAttribute('aria-selected', 'true');

  await rail(3).press('Home');
  await expect(rail(1)).toBeFocused();
  await expect(told).toHaveText(/^Step 1 of 3, .*: passed, status 200, jar: 1 cookie added\.$/);
  await rail(1).press('ArrowRight');
  await expect(rail(2)).toHaveAttribute('aria-selected', 'true');
  const jar = player.getByRole('region', { name: 'Jar before and after' });
  await expect(jar.getByRole('listitem').filter({ hasText: 'practice_session' })).toContainText('added');
  await expect(jar.getByRole('listitem').filter({ hasText: 'practice_csrf' })).toContainText('same');
  await expect(player.getByRole('list', { name: 'Used' })).toContainText('{{csrf}} from step 1');

  // It plays by the page's clock, which goes on here only when told to: no moment passes unseen.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await rail(2).press('Space');
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(rail(2)).toHaveAttribute('aria-selected', 'true');
  await page.clock.runFor(2_000);
  await expect(rail(3)).toHaveAttribute('aria-selected', 'true');
  await expect(player.getByRole('button', { name: 'Play' })).toBeVisible();
  await player.getByRole('button', { name: /^First step/ }).click();
  await player.getByRole('button', { name: 'Play' }).click();
  await player.getByRole('button', { name: 'Pause' }).click();
  await page.clock.runFor(10_000);
  await expect(player.getByText('step 1 of 3', { exact: true })).toBeVisible();
  await player.getByRole('button', { name: /^Last step/ }).click();
  await expect(player.getByText('step 3 of 3', { exact: true })).toBeVisible();
});

test('a tab that is closed ends its run: the request in flight is given up', async ({ page, origin }) => {
  let arrived = 0;
  let givenUp = 0;
  const target = await startTarget((_request, response) => {
    arrived += 1;
    response.on('close', () => (givenUp += 1));
  });
  await openPlayground(page);
  await urlField(page).fill(`${target.url}/held`);
  await saveToNewSequence(page, 'Held');
  await page.getByRole('link', { name: /Held/ }).click();
  await runButton(page).click();
  await expect.poll(() => arrived).toBe(1);
  await expect(page).toHaveURL(/run=/);
  const runId = new URL(page.url()).searchParams.get('run') ?? '';
  const other = await page.context().newPage();
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => givenUp).toBe(1);
  const events = await other.request.get(`${origin}/live/runs/${runId}`);
  expect(await events.text()).toContain('"status":"cancelled"');
  await target.close();
});

test('“Did our login change?” is answered on one screen, and exactly the renamed cookie is named', async ({
  page,
  origin,
}) => {
  const room = `${origin}/practice/rooms/e2e-${Date.now().toString(36)}`;
  await openPlayground(page);
  await fillForm(page, [
    ['username', 'admin'],
    ['password', 'password'],
  ]);
  await sendFor(page, '200', `${room}/api/login`, 'POST');
  await saveToNewSequence(page, 'Our login');
  await page.getByRole('link', { name: /Our login/ }).click();
  const runs = page.getByRole('region', { name: 'Past runs' }).getByRole('listitem');
  const runOnce = async (count: number) => {
    await runButton(page).click();
    await expect(runs).toHaveCount(count);
  };
  const answer = page.getByRole('heading', { level: 1 }).filter({ hasText: /^(Yes|No)/ });

  await runOnce(1);
  await runs
    .first()
    .getByRole('button', { name: /^More of/ })
    .click();
  await page.getByRole('menuitem', { name: 'Make it the reference' }).click();
  await expect(runs.first()).toContainText('reference');
  await runOnce(2);
  await runs.first().getByRole('link', { name: 'Compare with the reference' }).click();
  await expect(answer).toHaveText(/^No: the one step answers as before\. \d+ volatile values? left aside\.$/);

  await page.request.post(`${room}/switches`, { form: { cookie: 'practice_sid' } });
  await page.getByRole('link', { name: 'Our login' }).last().click();
  await runOnce(3);
  await runs.first().getByRole('link', { name: 'Compare with the reference' }).click();
  await expect(answer).toHaveText(
    /^Yes: step 1 “.*” sets cookie practice_sid instead of practice_session\.$/,
  );
  const cookies = page.getByRole('region', { name: 'Cookies it sets' });
  await expect(cookies.getByRole('listitem')).toHaveCount(1);
  await expect(cookies.getByRole('listitem')).toContainText('changed');

  await expectForEveryone(page);

  await test.step('a rule that is switched off lets its differences count', async () => {
    await page.getByText('What is left aside').click();
    await page.getByRole('checkbox', { name: /^headers with dates/ }).uncheck();
    await page.getByRole('checkbox', { name: /^dates and times/ }).uncheck();
    await expect(answer).toHaveText(/more difference/);
    await page.getByRole('button', { name: 'Mask date from now on' }).click();
    // Without waiting for the one before it: neither is lost.
    await page.getByRole('checkbox', { name: /^dates and times/ }).check();
    await expect(page.getByRole('button', { name: 'Mask date from now on' })).toHaveCount(0);
    await page.reload();
    await page.getByText('What is left aside').click();
    await expect(page.getByRole('checkbox', { name: /^dates and times/ })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: /^headers with dates/ })).not.toBeChecked();
    await expect(page.getByRole('button', { name: 'Delete the rule date' })).toBeVisible();
  });

  await test.step('a run is deleted, and comes back by Undo', async () => {
    await page.getByRole('link', { name: 'Our login' }).last().click();
    await runs
      .first()
      .getByRole('button', { name: /^More of/ })
      .click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(runs).toHaveCount(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(runs).toHaveCount(3);
  });
});

test('a jar is kept under a name, rolled back to, and a sequence runs as two', async ({ page, origin }) => {
  await openPlayground(page);
  await newSession(page, 'admin');
  await fillForm(page, [
    ['username', 'admin'],
    ['password', 'password'],
  ]);
  await sendFor(page, '200', `${origin}/practice/api/login`, 'POST');
  await page.getByRole('button', { name: /^1 cookie of admin/ }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: 'Keep this jar' }).click();
  await panel.getByRole('textbox', { name: 'Name of the checkpoint' }).fill('logged in');
  await panel.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(panel.getByRole('listitem')).toContainText('logged in');
  await panel.getByRole('button', { name: 'Empty the jar' }).click();
  await expect(panel.getByText('The jar is empty')).toBeVisible();
  await panel.getByRole('button', { name: 'Roll back to logged in' }).click();
  await expect(panel.getByRole('rowheader', { name: 'practice_session' })).toBeVisible();
  await panel.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'New request' }).click();
  await sendFor(page, '200', `${origin}/practice/api/account`);
  await saveToNewSequence(page, 'Account');
  await page.getByRole('link', { name: /Account/ }).click();
  await page.getByLabel('Run in').selectOption({ label: 'admin at “logged in”' });
  await page.getByLabel('and compare with').selectOption({ label: 'a fresh session' });
  await runButton(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^Yes: step 1 “.*” answers 401 instead of 200\./,
  );
  await expect(page.getByText(/go differently as a fresh session than as admin, logged in/)).toBeVisible();
});
