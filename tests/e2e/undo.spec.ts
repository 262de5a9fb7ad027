import type { Page } from '@playwright/test';
import { expect, test } from './journey';
import { newSession, openPlayground, requestPart, saveToNewSequence, sendFor } from './playground';

/** Takes the one deed back that can be. Its notice goes, so that the next one is not taken for it. */
async function undo(page: Page): Promise<void> {
  const offer = page.getByRole('button', { name: 'Undo' });
  await offer.click();
  await expect(offer).toHaveCount(0);
}
/** Focus is on something that can be used, not on the page as a whole. */
const expectFocus = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => document.activeElement?.matches('a, button, input, [tabindex]')))
    .toBe(true);

test('deleted rows of tables come back where they were, and focus stays among them', async ({ page }) => {
  await openPlayground(page);
  const params = await requestPart(page, 'Params');
  for (const [index, name] of ['a', 'b', 'c'].entries())
    await params.getByLabel(`Param ${index + 1} name`, { exact: true }).fill(name);
  await params.getByRole('button', { name: 'Delete param 2' }).press('Enter');
  await expect(params.getByLabel('Param 2 name', { exact: true })).toHaveValue('c');
  await expectFocus(page);
  // What was typed meanwhile stays.
  await params.getByLabel('Param 1 name', { exact: true }).fill('first');
  await requestPart(page, 'Headers');
  await undo(page);
  await requestPart(page, 'Params');
  await expect(params.getByLabel('Param 1 name', { exact: true })).toHaveValue('first');
  await expect(params.getByLabel('Param 2 name', { exact: true })).toHaveValue('b');
  await expect(params.getByLabel('Param 3 name', { exact: true })).toHaveValue('c');

  const body = await requestPart(page, 'Body');
  await body.getByRole('radio', { name: 'Multipart' }).check();
  await body.getByRole('button', { name: 'Add text' }).click();
  await body.getByLabel('Part 1 name').fill('note');
  await body.getByRole('button', { name: 'Delete part 1' }).press('Enter');
  await expect(body.getByLabel('Part 1 name')).toBeHidden();
  await expectFocus(page);
  await undo(page);
  await expect(body.getByLabel('Part 1 name')).toHaveValue('note');

  const checks = await requestPart(page, 'Assert');
  await checks.getByRole('button', { name: 'Add check' }).click();
  await checks.getByLabel('What check 1 looks at').selectOption('body text');
  await checks.getByRole('button', { name: 'Remove check 1' }).press('Enter');
  await expectFocus(page);
  await undo(page);
  await expect(checks.getByLabel('What check 1 looks at')).toHaveValue('body');
});

test('a session, an environment and a sequence come back with what they hold', async ({ page, origin }) => {
  await openPlayground(page);
  await newSession(page, 'spare');
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await sessions.getByRole('button', { name: 'More of spare' }).click();
  await page.getByRole('menuitem', { name: /^Delete/ }).press('Enter');
  await expect(sessions.getByRole('button', { name: 'spare', exact: true })).toBeHidden();
  await expectFocus(page);
  await undo(page);
  await expect(sessions.getByRole('button', { name: 'spare', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Environment: none' }).click();
  await page.getByRole('menuitem', { name: 'New environment…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('staging');
  await dialog.getByLabel('Name of new variable').fill('host');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Environment: staging' }).click();
  await page.getByRole('menuitem', { name: 'Edit staging…' }).click();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Environment: none' })).toBeVisible();
  await undo(page);
  await expect(page.getByRole('button', { name: 'Environment: staging' })).toBeVisible();

  await sendFor(page, '200', `${origin}/practice/api/products`);
  await saveToNewSequence(page, 'Products');
  await page.getByRole('link', { name: /^Products/ }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('1 of 1 step passed').first()).toBeVisible();
  await page.getByRole('button', { name: 'Delete this sequence' }).click();
  await expect(page.getByRole('link', { name: /^Products/ })).toBeHidden();
  await undo(page);
  await expect(page.getByRole('heading', { name: 'Past runs' })).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a past send is deleted by a button that can be seen, beside the time and not under it', async ({
    page,
    origin,
  }) => {
    await openPlayground(page);
    await sendFor(page, '200', `${origin}/practice/api/products`);
    await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: 'Sessions' }).tap();
    const past = page.getByRole('list', { name: 'History' });
    const remove = past.getByRole('button', { name: /^Delete GET/ });
    await expect(remove).toHaveCSS('opacity', '1');
    const [time, button] = [await past.locator('time').boundingBox(), await remove.boundingBox()];
    expect((time?.x ?? 0) + (time?.width ?? 0)).toBeLessThanOrEqual(button?.x ?? 0);
    await remove.tap();
    await expect(past).toBeHidden();
    await undo(page);
    await expect(remove).toBeVisible();
  });
});
