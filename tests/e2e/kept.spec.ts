import { startTarget, type Target } from '../support/target-server';
import { freePort } from '../support/free-port';
import { expect, test } from './journey';
import {
  failure,
  fillForm,
  fillPairs,
  methodField,
  openPlayground,
  outcome,
  requestPart,
  responseBody,
  saveToNewSequence,
  urlField,
  typedIn,
} from './playground';

let target: Target;
test.beforeAll(async () => {
  target = await startTarget((request, response) => response.end(`got ${request.body.toString()}`));
});
test.afterAll(() => target.close());

test('Ctrl+Enter sends, and a reload keeps the tabs and everything typed', async ({ page }) => {
  await openPlayground(page);
  await methodField(page).fill('PUT');
  await urlField(page).fill(`${target.url}/first`);
  await fillPairs(await requestPart(page, 'Params'), 'Param', [['page', '2']]);
  await fillPairs(await requestPart(page, 'Headers'), 'Header', [['X-Mine', 'yes']]);
  await fillForm(page, [['colour', 'grün & blau']]);
  const auth = await requestPart(page, 'Auth');
  await auth.getByLabel('Auth type').selectOption('Bearer token');
  await auth.getByLabel('Token', { exact: true }).fill('t-123');
  await (await requestPart(page, 'Settings')).getByLabel('Timeout, seconds').fill('7');

  await page.keyboard.press('Control+Enter');
  await expect(outcome(page)).toContainText('200 OK');
  expect(target.requests).toHaveLength(1);
  const [sent] = target.requests;
  expect(sent?.method).toBe('PUT');
  expect(sent?.url).toBe('/first?page=2');
  expect(sent?.header('x-mine')).toBe('yes');
  expect(sent?.header('authorization')).toBe('Bearer t-123');
  expect(sent?.body.toString()).toBe('colour=gr%C3%BCn+%26+blau');

  await page.getByRole('button', { name: 'New request' }).click();
  await urlField(page).fill('http://second.invalid/');
  await page.reload();
  await expect(urlField(page)).toHaveValue('http://second.invalid/');

  await page.getByRole('button', { name: /^PUT first/ }).click();
  await expect(urlField(page)).toHaveValue(`${target.url}/first`);
  await expect(methodField(page)).toHaveValue('PUT');
  await expect((await requestPart(page, 'Params')).getByLabel('Param 1 value')).toHaveValue('2');
  await expect((await requestPart(page, 'Headers')).getByLabel('Header 1 value')).toHaveValue('yes');
  await expect((await requestPart(page, 'Body')).getByLabel('Field 1 value')).toHaveValue('grün & blau');
  await expect((await requestPart(page, 'Auth')).getByLabel('Token', { exact: true })).toHaveValue('t-123');
  await expect((await requestPart(page, 'Settings')).getByLabel('Timeout, seconds')).toHaveValue('7');
  await expect(responseBody(page)).toContainText('got colour=');
  expect(target.requests, 'the reload sent nothing again').toHaveLength(1);
});

test('a failed send keeps everything, and the target once up gets it as typed', async ({ page }) => {
  await openPlayground(page);
  const port = await freePort();
  await methodField(page).fill('POST');
  await urlField(page).fill(`http://127.0.0.1:${port}/late`);
  const body = await requestPart(page, 'Body');
  await body.getByRole('radio', { name: 'JSON' }).check();
  await body.getByLabel('JSON body').fill('{"n": 12345678901234567890}');
  await page.keyboard.press('Control+Enter');
  await expect(failure(page)).toContainText('The connection failed');
  expect(await typedIn(body.getByLabel('JSON body'))).toBe('{"n": 12345678901234567890}');
  await page.reload();
  await expect(urlField(page)).toHaveValue(`http://127.0.0.1:${port}/late`);
  await expect(methodField(page)).toHaveValue('POST');
  await expect(failure(page)).toContainText('The connection failed');

  await urlField(page).fill(`${target.url}/late`);
  await page.keyboard.press('Control+Enter');
  await expect(responseBody(page)).toContainText('got {"n": 12345678901234567890}');
});

test('a sequence that is left at once, by a link or a reload, keeps what was typed, and has nothing unsaved after a save', async ({
  page,
}) => {
  await openPlayground(page);
  await urlField(page).fill(`${target.url}/step`);
  await saveToNewSequence(page, 'Left');
  const open = page.getByRole('link', { name: /^Left/ });
  const away = page.getByRole('link', { name: 'Playjar' });
  const about = page.getByLabel('Description', { exact: true });
  await open.click();
  await about.fill('typed and left');
  await away.click();
  await expect(urlField(page)).toBeVisible();
  await open.click();
  await expect(about).toHaveValue('typed and left');
  await about.fill('typed and loaded again');
  await page.reload();
  await expect(about).toHaveValue('typed and loaded again');

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();
  await away.click();
  await expect(urlField(page)).toBeVisible();
  await open.click();
  await expect(about).toHaveValue('typed and loaded again');
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();
});
