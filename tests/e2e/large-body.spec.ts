import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { openPlayground, outcome, requestPart, urlField } from './playground';

let target: Target;
test.beforeAll(async () => {
  target = await startTarget((_request, response) => response.end('taken'));
});
test.afterAll(() => target.close());

const ROWS = 4_000;
const LARGE = `[\n${Array.from({ length: ROWS }, (_, id) => `  {"id": ${id}, "note": "${'y'.repeat(60)}"}`).join(',\n')}\n]`;

test('what is typed last into a large body is sent, kept over a reload, and checked', async ({ page }) => {
  await openPlayground(page);
  await urlField(page).fill(`${target.url}/large`);
  await page.getByRole('textbox', { name: 'Method', exact: true }).fill('POST');
  const body = await requestPart(page, 'Body');
  await body.getByRole('radio', { name: 'JSON' }).check();
  const editor = body.getByRole('textbox', { name: 'JSON body' });
  await expect(body.locator('.cm-content')).toBeVisible();
  await editor.evaluate((content, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, LARGE);
  await expect(body.getByText('Valid JSON')).toBeVisible();

  // The very next key after typing sends: nothing that waits for a pause may be missing from what goes out.
  await editor.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('0,');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(outcome(page)).toContainText('200 OK');
  expect(target.requests.at(-1)?.body.toString()).toBe(LARGE.replace('[', '[0,'));

  await editor.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('1,');
  await page.reload();
  await expect(body.locator('.cm-content')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => target.requests.at(-1)?.body.toString()).toBe(LARGE.replace('[', '[1,0,'));

  await editor.press('ControlOrMeta+End');
  await page.keyboard.type('oops');
  await expect(body.getByText(`Line ${ROWS + 2}, column 2: “o” does not belong here`)).toBeVisible();
});
