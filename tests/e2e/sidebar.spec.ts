import type { Page, Response } from '@playwright/test';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { newSession, openPlayground, sendFor, urlField } from './playground';

let target: Target;
test.beforeAll(async () => {
  target = await startTarget((_request, response) => response.end('{}'));
});
test.afterAll(() => target.close());

test('the sidebar is put in order by dragging and by keys, filed into folders, filtered, and stays so', async ({
  page,
}) => {
  await openPlayground(page);
  const sessions = page.getByRole('region', { name: 'Sessions' });
  for (const name of ['one', 'two', 'three']) await newSession(page, name);
  const names = sessions.getByRole('list', { name: 'Sessions' }).locator('[data-row]');
  await sessions
    .getByRole('button', { name: 'three', exact: true })
    .dragTo(sessions.getByRole('button', { name: 'one', exact: true }), { targetPosition: { x: 40, y: 4 } });
  await expect(names).toHaveText(['three', 'one', 'two']);
  await sessions.getByRole('button', { name: 'two', exact: true }).press('Alt+Shift+ArrowUp');
  await expect(names).toHaveText(['three', 'two', 'one']);

  await sendFor(page, '200', `${target.url}/cart`);
  await page.keyboard.press('Control+s');
  const requests = page.getByRole('region', { name: 'Requests' });
  await requests.getByRole('button', { name: 'New folder' }).click();
  await requests.getByRole('textbox', { name: 'Name of the folder' }).fill('Shop');
  await page.keyboard.press('Enter');
  await requests.getByRole('button', { name: 'More of the request cart' }).click();
  await page.getByRole('menuitem', { name: 'Shop' }).click();
  await expect(
    requests.getByRole('list', { name: 'Shop' }).getByRole('button', { name: /cart$/ }).first(),
  ).toBeVisible();

  await page.reload();
  await expect(urlField(page)).toBeEnabled();
  await expect(names).toHaveText(['three', 'two', 'one']);
  const filed = requests.getByRole('list', { name: 'Shop' }).locator('[data-row]');
  await expect(filed).toHaveText(['GETcart']);
  await page.getByRole('searchbox', { name: 'Filter the sidebar' }).fill('car');
  await expect(names).toHaveText([]);
  await expect(filed).toHaveText(['GETcart']);
  await page.keyboard.press('Escape');

  await requests.getByRole('button', { name: 'More of the folder Shop' }).click();
  await page.getByRole('menuitem', { name: /^Delete folder/ }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(filed).toHaveText(['GETcart']);
});

/** The answer to what the page tells the server with these words in it. */
const saidTo = (page: Page, words: string): Promise<Response> =>
  page.waitForResponse((answer) => answer.request().postData()?.includes(words) ?? false);

test.describe('while the server is away', () => {
  test.use({ forgiven: /ERR_INTERNET_DISCONNECTED|Failed to load chunk/ });

  test('an order that the server never heard of is kept in the tab, and stored when the page is opened again', async ({
    page,
    context,
  }) => {
    await openPlayground(page);
    const sessions = page.getByRole('region', { name: 'Sessions' });
    const names = sessions.getByRole('list', { name: 'Sessions' }).locator('[data-row]');
    await newSession(page, 'one');
    // Asked for one after the other: with this answer the page waits for nothing more.
    const named = saidTo(page, '"two"');
    await newSession(page, 'two');
    await named;
    await expect(names).toHaveText(['one', 'two']);
    await expect(page.getByRole('region', { name: /^Notifications/ })).toBeAttached();
    await context.setOffline(true);
    await sessions.getByRole('button', { name: 'two', exact: true }).press('Alt+Shift+ArrowUp');
    await expect(page.getByText('Playjar did not answer')).toBeVisible();
    await expect(names).toHaveText(['two', 'one']);
    await context.setOffline(false);
    const stored = saidTo(page, '"sessions":[');
    await page.reload();
    await stored;
    await expect(names).toHaveText(['two', 'one']);
    const elsewhere = await context.newPage();
    await openPlayground(elsewhere);
    await expect(
      elsewhere
        .getByRole('region', { name: 'Sessions' })
        .getByRole('list', { name: 'Sessions' })
        .locator('[data-row]'),
    ).toHaveText(['two', 'one']);
  });
});
