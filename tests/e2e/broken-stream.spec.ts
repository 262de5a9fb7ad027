import { startRelay } from '../support/relay';
import { startTarget } from '../support/target-server';
import { expect, test } from './journey';
import { saveToNewSequence, urlField } from './playground';

test.use({ forgiven: /ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_|ERR_EMPTY_RESPONSE/ });

test('a connection that breaks in the middle of a run is picked up: the steps that came meanwhile are all there', async ({
  page,
  origin,
}) => {
  const held: (() => void)[] = [];
  const target = await startTarget((request, response) => {
    if (request.url === '/held') held.push(() => response.end('late'));
    else response.end('quick');
  });
  const relay = await startRelay(origin);
  await page.goto(relay.url);
  await expect(urlField(page)).toBeEnabled();
  await urlField(page).fill(`${target.url}/first`);
  await saveToNewSequence(page, 'Held');
  await page.getByRole('link', { name: /Held/ }).click();
  const steps = page.getByRole('region', { name: 'Steps' });
  for (const path of ['held', 'last']) {
    await page.getByRole('button', { name: 'Add a step' }).click();
    await steps.getByLabel('Name', { exact: true }).fill(path);
    await steps.getByRole('textbox', { name: 'URL' }).fill(`${target.url}/${path}`);
  }
  await page.getByRole('button', { name: /^(Save and run|Run)$/ }).click();
  await expect.poll(() => held.length).toBe(1);
  await expect(page.getByRole('tab', { name: /^1\. .*passed/ })).toBeVisible();

  expect(relay.cut()).toBeGreaterThan(0);
  held[0]?.();
  await expect(page.getByText('3 of 3 steps passed').first()).toBeVisible();
  expect(target.requests.map(({ url }) => url)).toEqual(['/first', '/held', '/last']);
  await Promise.all([relay.close(), target.close()]);
});
