import type { Locator, Page } from '@playwright/test';
import { startSocketServer, textOf, type SocketServer } from '../support/socket-server';
import { expect, test } from './journey';
import {
  expectNoSidewaysScroll,
  openPlayground,
  outcome,
  requestPart,
  responseView,
  sendButton,
  urlField,
} from './playground';

let chat: SocketServer;
test.beforeAll(async () => {
  chat = await startSocketServer(
    (socket) => {
      socket.send('{"type":"welcome","user":{"id":17,"name":"ann"},"channels":["prices","news","chat"]}');
      socket.on('message', (data) => {
        if (textOf(data) === 'bye') socket.close(4000, 'see you');
        else socket.send(`echo ${textOf(data)}`);
      });
    },
    { headers: ['Set-Cookie: seat=12; Path=/'] },
  );
});
test.afterAll(() => chat.close());

const row = (page: Page, who: 'sent' | 'received', text: string): Locator =>
  page
    .getByRole('region', { name: 'Messages' })
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${who}`) })
    .filter({ hasText: text });

test('a WebSocket says its script, shows what comes as it comes, takes what is typed, and is in the history', async ({
  page,
}) => {
  await openPlayground(page);
  await urlField(page).fill(`${chat.url}/live`);
  const part = await requestPart(page, 'Messages');
  await part.getByRole('button', { name: 'Add message' }).click();
  await part.getByRole('textbox', { name: 'Message 1' }).fill('{"subscribe":"prices"}');
  await sendButton(page).click();

  await test.step('what was said and what came is there while it is open', async () => {
    await expect(row(page, 'sent', '{"subscribe":"prices"}')).toBeVisible();
    await expect(row(page, 'received', '"welcome"')).toBeVisible();
    await expect(row(page, 'received', 'echo {"subscribe":"prices"}')).toBeVisible();
  });

  await test.step('a line that is typed is sent', async () => {
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('typed by hand');
    await page.getByRole('textbox', { name: 'Message', exact: true }).press('Enter');
    await expect(row(page, 'received', 'echo typed by hand')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toHaveValue('');
  });

  await test.step('Close closes it, and the whole talk stays with the handshake beside it', async () => {
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(outcome(page)).toContainText('101');
    await expect(outcome(page)).toContainText('5 messages, closed 1000');
    await expect(row(page, 'sent', 'close 1000')).toBeVisible();
    const cookies = await responseView(page, 'Cookies');
    await expect(cookies.getByText('seat')).toBeVisible();
  });

  await test.step('a reload shows it again', async () => {
    await page.reload();
    await expect(row(page, 'received', 'echo typed by hand')).toBeVisible();
    await expect(
      (await requestPart(page, 'Messages')).getByRole('textbox', { name: 'Message 1' }),
    ).toHaveValue('{"subscribe":"prices"}');
    await expectNoSidewaysScroll(page);
  });
});

test('the server may close first, and Cancel ends it at once', async ({ page }) => {
  await openPlayground(page);
  await urlField(page).fill(chat.url);
  await sendButton(page).click();
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('bye');
  await page.getByRole('button', { name: 'Say' }).click();
  await expect(outcome(page)).toContainText('the server closed 4000');
  await expect(row(page, 'received', 'see you')).toBeVisible();

  await sendButton(page).click();
  await expect(row(page, 'received', '"welcome"')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'cancelled' })).toBeVisible();
  await expect(row(page, 'received', '"welcome"')).toBeVisible();
  await expect.poll(() => chat.open()).toBe(0);
});
