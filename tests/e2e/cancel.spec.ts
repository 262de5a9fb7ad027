import type { JSHandle, Page } from '@playwright/test';
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

/** Measures in the page, where the test's own round trips do not count: from the next click until `words` are said. */
const startOnClick = (page: Page, words: string): Promise<JSHandle<{ ms: Promise<number> }>> =>
  page.evaluateHandle((wanted) => {
    const measure = (resolve: (ms: number) => void) => {
      const start = performance.now();
      const watch = new MutationObserver(() => {
        const said = [...document.querySelectorAll('[role=alert]')].some((one) =>
          one.textContent.includes(wanted),
        );
        if (said) resolve(performance.now() - start);
      });
      watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    };
    const ms = new Promise<number>((resolve) => {
      document.addEventListener('click', () => measure(resolve), { capture: true, once: true });
    });
    return { ms };
  }, words);

test('Send turns into Cancel, which ends a hanging send within a second and says so', async ({ page }) => {
  await openPlayground(page);
  await send(page, `${target.url}/hang`);
  await expect(sendButton(page)).toBeHidden();
  await expect.poll(() => target.requests.length).toBe(1);
  const stopwatch = await startOnClick(page, 'Cancelled');
  await cancelButton(page).click();
  await expect(failure(page)).toContainText('Cancelled');
  expect(await stopwatch.evaluate(({ ms }) => ms)).toBeLessThan(1_000);
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
