import { expect, test } from './journey';
import { look, NARROW, WIDE } from './look';
import {
  expectNoSidewaysScroll,
  makeLink,
  openPlayground,
  responseView,
  sendButton,
  sendFor,
} from './playground';

test.describe('light and dark', () => {
  test.use({ viewport: WIDE });
  test.beforeEach(() => test.setTimeout(180_000));

  test('the playground can be used by everyone', async ({ page, origin }) => {
    await openPlayground(page);
    await look(page, 'playground-empty');
    await sendFor(page, '200', `${origin}/practice/redirect/3`);
    await look(page, 'playground-response');
    await responseView(page, 'Cookies');
    await look(page, 'playground-ledger');
    await page.getByRole('button', { name: /^\d+ cookies? of / }).click();
    await expect(page.getByRole('dialog').getByRole('row').first()).toBeVisible();
    await look(page, 'cookies');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await sendFor(page, 'No response', 'http://127.0.0.1:99999/');
    await look(page, 'playground-failure');
  });

  test('a sequence and its shared link can be used by everyone', async ({ page, browser }) => {
    await openPlayground(page);
    await page.getByRole('button', { name: 'Try the login demo' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText('3 of 3 steps passed').first()).toBeVisible();
    await look(page, 'sequence');
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Make the link' })).toBeEnabled();
    await look(page, 'share-dialog');
    const link = await makeLink(dialog);

    const visitor = await (await browser.newContext({ viewport: WIDE })).newPage();
    await visitor.goto(link);
    await look(visitor, 'shared');
    await visitor.getByLabel(/Password of the practice site/).fill('password');
    await visitor.getByRole('button', { name: 'Replay' }).click();
    await expect(visitor.getByText('3 of 3 steps passed').first()).toBeVisible();
    await look(visitor, 'shared-replayed');

    await visitor.context().close();
  });

  test('a recording behind a password, made for a frame, can be used by everyone', async ({
    page,
    browser,
  }) => {
    await openPlayground(page);
    await page.getByRole('button', { name: 'Try the login demo' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText('3 of 3 steps passed').first()).toBeVisible();
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Recording' }).check();
    await expect(dialog.getByText(/masked\.$/)).toBeVisible();
    await look(page, 'share-dialog-recording');
    await dialog.getByLabel('Password', { exact: true }).fill('sesame');
    const link = await makeLink(dialog);

    const visitor = await (await browser.newContext({ viewport: WIDE })).newPage();
    await visitor.goto(`${link}/embed`);
    await look(visitor, 'shared-locked');
    await visitor.getByLabel('Password', { exact: true }).fill('sesame');
    await visitor.getByRole('button', { name: 'Open' }).click();
    await expect(visitor.getByText('3 of 3 steps passed').first()).toBeVisible();
    await look(visitor, 'shared-embed');
    await visitor.context().close();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: NARROW, hasTouch: true });

  test('Send stays in reach and the response comes into view by itself', async ({ page, origin }) => {
    await openPlayground(page);
    await expect(sendButton(page)).toBeInViewport({ ratio: 1 });
    await sendFor(page, '200', `${origin}/practice/api/products`);
    await expect(page.getByRole('region', { name: 'Response body' })).toBeInViewport();
    await expectNoSidewaysScroll(page);
    const panes = page.getByRole('navigation', { name: 'Panes' });
    await panes.getByRole('button', { name: 'Request' }).click();
    await expect(page.getByRole('tablist', { name: 'Request parts' })).toBeInViewport();
    await panes.getByRole('button', { name: 'Sessions' }).click();
    await expect(page.getByRole('button', { name: 'New session' })).toBeInViewport();
    await expectNoSidewaysScroll(page);
  });
});
