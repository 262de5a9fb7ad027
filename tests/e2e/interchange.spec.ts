import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { axeOn } from './axe';
import { expect, test } from './journey';
import { startTarget } from '../support/target-server';
import { expectNoSidewaysScroll, fillPairs, openPlayground, requestPart, urlField } from './playground';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** No violation of WCAG 2.2 AA in the dialog, wide and on a phone, light and dark, and nothing sticks out. */
async function expectForEveryone(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // What fades from one colour to another is none of either.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      const { violations } = await axeOn(page).include('[role=dialog]').withTags(TAGS).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await expectNoSidewaysScroll(page);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('commands of curl are pasted, looked at, stored and run; the sequence is exported in other formats', async ({
  page,
  origin,
}) => {
  const room = `${origin}/practice`;
  await openPlayground(page);
  await page.getByRole('button', { name: 'Import a sequence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a sequence' });
  const steps = dialog.getByRole('list', { name: 'Steps of the import' }).getByRole('listitem');
  const paste = dialog.getByLabel('Paste it here');

  await test.step('what cannot be read is said, and nothing can be imported', async () => {
    await paste.fill('{"log": {}}');
    await expect(dialog.getByText(/^This is no HAR|^There is no request in this HAR/)).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  });

  await test.step('a preview says what it was taken for and what it holds', async () => {
    await paste.fill(
      `curl '${room}/api/login' -d username=admin -d password=password\ncurl '${room}/api/account' --max-filesize 9`,
    );
    await expect(steps).toHaveCount(2);
    await expect(steps.first()).toContainText('POST');
    await expect(dialog.getByLabel('Read as')).toContainText('what it is: curl commands');
    await expectForEveryone(page);
  });

  await test.step('it is stored under a name and runs', async () => {
    await dialog.getByLabel('Name of the sequence').fill('From curl');
    await dialog.getByRole('button', { name: 'Import 2 steps' }).click();
    await expect(page).toHaveURL(/\/sequences\//);
    await page.getByRole('button', { name: /^Run$/ }).click();
    await expect(page.getByText('2 of 2 steps passed').first()).toBeVisible();
  });

  await test.step('it is exported: each format is another text, and one is downloaded', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    const exporting = page.getByRole('dialog', { name: 'Export “From curl”' });
    const text = exporting.getByRole('textbox');
    for (const [format, start] of [
      ['python', /requests/],
      ['curl', /curl/],
      ['hurl', /^POST /m],
      ['http', /^POST /m],
      ['postman', /schema\.getpostman\.com/],
      ['arazzo', /^arazzo: 1\.0\.1/],
      ['har', /"log"/],
    ] as const) {
      await exporting.getByLabel('As', { exact: true }).selectOption(format);
      await expect(text).toHaveValue(start);
    }
    await exporting.getByLabel('As', { exact: true }).selectOption('postman');
    await expect(text).toHaveValue(/schema\.getpostman\.com/);
    const coming = page.waitForEvent('download');
    await exporting.getByRole('button', { name: 'Download' }).click();
    const download = await coming;
    expect(await readFile(await download.path(), 'utf8')).toBe(await text.inputValue());
    await expectForEveryone(page);
  });
});

test('a file is chosen, and read as what it is by its name', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Import a sequence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a sequence' });
  const arazzo = `arazzo: 1.0.1
info: { title: Shop, version: '1' }
workflows:
  - workflowId: one
    steps: [{ stepId: items, operationPath: 'api#/paths/~1items/get', successCriteria: [{ condition: $statusCode == 200 }] }]
`;
  await dialog
    .getByLabel('File to import')
    .setInputFiles({ name: 'shop.arazzo.yaml', mimeType: 'text/yaml', buffer: Buffer.from(arazzo) });
  await expect(dialog.getByText('shop.arazzo.yaml')).toBeVisible();
  await expect(dialog.getByLabel('Read as')).toContainText('what it is: Arazzo workflow');
  await expect(dialog.getByRole('list', { name: 'Steps of the import' })).toContainText('{{base}}/items');
  await expect(dialog.getByRole('region', { name: 'What is left out' })).toContainText(
    'set the variable base',
  );
  await dialog.getByRole('button', { name: 'Import 1 step' }).click();
  await expect(page).toHaveURL(/\/sequences\//);
});

test('the request in view is written as code, which sends the same; secrets are in it only when asked for', async ({
  page,
}) => {
  const target = await startTarget((_, response) => response.end('fine'));
  await openPlayground(page);
  await urlField(page).fill(`${target.url.replace('http://', '')}/code?from=page`);
  await fillPairs(await requestPart(page, 'Headers'), 'Header', [['X-Said', "it's $HOME"]]);
  const auth = await requestPart(page, 'Auth');
  await auth.getByLabel('Auth type').selectOption('Bearer token');
  await auth.getByLabel('Token', { exact: true }).fill('s3cret-of-mine');
  await page.getByRole('button', { name: 'Code of this request' }).click();
  const dialog = page.getByRole('dialog', { name: 'Code of this request' });
  const code = dialog.getByRole('textbox', { name: 'Code' });
  await expect(code).toHaveValue(/^\w+=\$\{PLAYJAR_\w+:\?set it first\}\ncurl /);
  await expect(code).not.toHaveValue(/s3cret/);
  await expectForEveryone(page);

  await dialog.getByRole('checkbox', { name: 'With the secrets in it' }).check();
  await expect(code).toHaveValue(/s3cret-of-mine/);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await promisify(execFile)('bash', ['-c', copied]);
  const sent = target.requests.at(-1);
  expect(sent?.url).toBe('/code?from=page');
  expect([sent?.header('x-said'), sent?.header('authorization')]).toEqual([
    "it's $HOME",
    'Bearer s3cret-of-mine',
  ]);

  await dialog.getByLabel('As', { exact: true }).selectOption('Python requests');
  await expect(code).toHaveValue(/import requests/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('copy as curl');
  await page.keyboard.press('Enter');
  await expect(code).toHaveValue(/import requests/);
  await target.close();
});
