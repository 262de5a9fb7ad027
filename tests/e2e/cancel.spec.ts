import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import {
  cancelButton,
  failure,
  openPlayground,
  outcome,
  send,
  sendButton,
  sendFor,
  urlField,
} from './playground';

let target: Target;
test.beforeAll(async () => {
  // /hang is never answered.
  target = await startTarget((request, response) => {
    if (request.url !== '/hang') response.end('fine');
  });
});
test.afterAll(() => target.close());

test('Send turns into Cancel, which ends a hanging send within a second and says so', async ({ page }) => {
  await openPlayground(page);
  await send(page, `${target.url}/hang`);
  await expect(sendButton(page)).toBeHidden();
  await expect.poll(() => target.requests.length).toBe(1);
  const start = Date.now();
  await cancelButton(page).click();
  await expect(failure(page)).toContainText('Cancelled', { timeout: 1_000 });
  expect(Date.now() - start).toBeLessThan(1_000);
  await expect(outcome(page)).toContainText('No response');
  await expect(urlField(page)).toHaveValue(`${target.url}/hang`);
  await sendFor(page, '200', `${target.url}/fine`);
});

test('while one request hangs, another tab sends', async ({ page }) => {
  await openPlayground(page);
  await send(page, `${target.url}/hang`);
  await expect(cancelButton(page)).toBeVisible();
  await page.getByRole('button', { name: 'New request' }).click();
  await sendFor(page, '200', `${target.url}/fine`);
  await page.getByRole('button', { name: /^GET hang/ }).click();
  await cancelButton(page).click();
  await expect(failure(page)).toContainText('Cancelled');
});
