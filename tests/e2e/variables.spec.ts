import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { newSession, openPlayground, sendFor, urlField } from './playground';

let target: Target;
test.beforeAll(async () => {
  target = await startTarget((_request, response) => response.end('ok'));
});
test.afterAll(() => target.close());

test('variables of the session and the environment are offered, and a secret is told by its name alone', async ({
  page,
}) => {
  await openPlayground(page);
  await newSession(page, 'alice');
  await page.getByRole('button', { name: 'Environment: none' }).click();
  await page.getByRole('menuitem', { name: 'New environment…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('staging');
  await dialog.getByLabel('Name of new variable').fill('place');
  await dialog.getByLabel('Value of place').fill('from-environment');
  await dialog.getByLabel('Name of new variable').fill('secretKey');
  await dialog.getByLabel('Value of secretKey').fill('hush-hush');
  await dialog.getByLabel('secretKey is secret').check();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();

  const sessions = page.getByRole('region', { name: 'Sessions' });
  await sessions.getByRole('button', { name: 'More of alice' }).click();
  await page.getByRole('menuitem', { name: /^Settings/ }).click();
  const variables = page.getByRole('dialog').getByRole('region', { name: 'Variables' });
  await variables.getByLabel('Session variable 1 name').fill('page');
  await variables.getByLabel('Session variable 1 value').fill('7');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await urlField(page).fill('');
  await urlField(page).pressSequentially(`${target.url}/{{`);
  const offers = page.getByRole('listbox', { name: 'Variables' });
  await expect(offers.getByRole('option')).toHaveText([
    /page\s*7\s*session/,
    /place\s*from-environment\s*environment/,
    /secretKey\s*secret\s*environment/,
  ]);
  await urlField(page).pressSequentially('pag');
  await page.keyboard.press('Enter');
  await expect(urlField(page)).toHaveValue(`${target.url}/{{page}}`);
  await sendFor(page, '200', `${target.url}/{{page}}/{{place}}`);
  expect(target.requests.at(-1)?.url).toBe('/7/from-environment');
});
