import { expect, test as base, type Page } from '@playwright/test';
import { startHttpbin } from '../support/httpbin';

interface OfTest {
  /** console errors that a test provokes on purpose */
  forgiven: RegExp | null;
  /** `http://127.0.0.1:PORT` of the app under test */
  origin: string;
}
interface OfWorker {
  /** `http://127.0.0.1:PORT` of Debian's httpbin */
  httpbin: string;
}

/** A test in which any error in the page's console is a failure. */
export const test = base.extend<OfTest, OfWorker>({
  forgiven: [null, { option: true }],
  origin: async ({ baseURL }, provide) => {
    if (baseURL === undefined) throw new Error('no app was started for the browser tests');
    await provide(baseURL);
  },
  page: async ({ page, forgiven }, provide) => {
    const errors = errorsOf(page);
    await provide(page);
    const blamed = errors.filter((text) => forgiven?.test(text) !== true);
    expect(blamed, 'errors in the console').toEqual([]);
  },
  httpbin: [
    async ({}, provide) => {
      const server = await startHttpbin();
      await provide(server.url);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

/** Fills as the page goes on: errors logged to the console and exceptions that nobody caught. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}

/** Opens a page and waits until it hears what is done on it. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator('html')).toHaveAttribute('data-awake');
}

export { expect };
