import type { Page } from '@playwright/test';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import {
  methodField,
  openPlayground,
  requestPart,
  sendButton,
  sendFor,
  urlField,
  outcome,
} from './playground';

const ITEMS = 12_500;
const items = Array.from({ length: ITEMS }, (_, id) => ({
  id,
  name: `Item number ${id}`,
  price: id * 1.5,
  tags: ['one', 'two'],
  note: 'x'.repeat(700),
}));

let target: Target;
test.beforeAll(async () => {
  target = await startTarget((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(request.method === 'POST' ? '{"taken": true}' : JSON.stringify({ items }));
  });
});
test.afterAll(() => target.close());
test.beforeEach(({ page }) => {
  test.setTimeout(180_000);
  return openPlayground(page);
});

test('10 MB of JSON are walked, filtered by JSONPath, copied from, and a value becomes an extract', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await sendFor(page, '200', target.url);
  const tree = page.getByRole('treegrid', { name: 'JSON' });
  await expect(tree).toHaveAttribute('aria-rowcount', String(ITEMS + 2), { timeout: 60_000 });
  // Only what is in view is on the page.
  expect(await tree.getByRole('row').count()).toBeLessThan(120);

  await tree.focus();
  await page.keyboard.press('End');
  await expect(tree.getByRole('row', { selected: true })).toContainText(`${ITEMS - 1}: { } 5 names`);
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('row', { selected: true })).toHaveAttribute('aria-expanded', 'true');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  await expect(tree.getByRole('row', { selected: true })).toHaveText('"price": 18748.5');
  const bar = page.getByRole('group', { name: 'Value' });
  await expect(bar).toContainText(`$.items[${ITEMS - 1}].price`);
  await bar.getByRole('button', { name: 'Copy path' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(`$.items[${ITEMS - 1}].price`);
  await bar.getByRole('button', { name: 'Extract' }).click();
  const extract = page.getByRole('tabpanel', { name: /^Extract/ });
  await expect(extract.getByLabel('Expression of value 1')).toHaveValue(`$.items[${ITEMS - 1}].price`);

  const filter = page.getByLabel('Filter by JSONPath');
  await filter.fill('$.items[?@.id >= 12498].name');
  await filter.press('Enter');
  await expect(page.getByText('2 values', { exact: true })).toBeVisible();
  await expect(tree.getByRole('row')).toHaveText([
    '$.items[12498].name: "Item number 12498"',
    '$.items[12499].name: "Item number 12499"',
  ]);
});

const TEXTS = {
  'application/xml': {
    line: (id: number) => `  <item id="${id}"><name>Item number ${id}</name></item>`,
    around: ['<list>', '</list>'],
    verdict: 'Valid XML',
    coloured: '<item',
  },
  'text/html': {
    line: (id: number) => `  <li data-id="${id}"><b>Item number ${id}</b></li>`,
    around: ['<ul>', '</ul>'],
    verdict: null,
    coloured: '<li',
  },
  'application/json': {
    line: (id: number) => `  {"id": ${id}, "name": "Item number ${id}"},`,
    around: ['[', '  null]'],
    verdict: 'Valid JSON',
    coloured: '"id"',
  },
} as const;

for (const [type, { line, around, verdict, coloured }] of Object.entries(TEXTS))
  test(`nothing is lost of what is typed into a megabyte of ${type}`, async ({ page }) => {
    const text = [around[0], ...Array.from({ length: 24_000 }, (_, id) => line(id)), around[1]].join('\n');
    expect(text.length).toBeGreaterThan(900_000);
    await methodField(page).fill('POST');
    await urlField(page).fill(target.url);
    const body = await requestPart(page, 'Body');
    await body.getByRole('radio', { name: 'Text' }).check();
    await body.getByRole('combobox', { name: 'Content type' }).fill(type);
    const editor = body.getByRole('textbox', { name: 'Text body' });
    await expect(editor).toHaveClass(/cm-content/);
    await editor.click();
    await paste(page, text);
    await expect(editor.locator('.text-syntax-key').first()).toHaveText(coloured);
    if (verdict) await expect(body.getByText(verdict)).toBeVisible({ timeout: 60_000 });

    // At its beginning, where all that follows moves, and sent at once, with no pause to be told in.
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('words, as quick as they come ');
    await sendButton(page).click();
    await expect(outcome(page)).toContainText('200');
    expect(target.requests.at(-1)?.body.toString()).toBe(`words, as quick as they come ${text}`);
    if (verdict) await expect(body.getByText(/^Line 1, column 1: /)).toBeVisible({ timeout: 60_000 });

    await page.keyboard.press('Control+z');
    await editor.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('more ');
    await page.reload();
    await sendButton(page).click();
    await expect.poll(() => target.requests.at(-1)?.body.toString().startsWith('more ')).toBe(true);
  });

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('.cm-content')?.dispatchEvent(event);
  }, text);
}
