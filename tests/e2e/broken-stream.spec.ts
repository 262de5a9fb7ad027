import { startRelay } from '../support/relay';
import { startTarget } from '../support/target-server';
import { expect, test } from './journey';
import { saveToNewSequence, urlField } from './playground';

test.use({ forgiven: /ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_|ERR_EMPTY_RESPONSE|network error/ });

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

test('a page whose reading breaks off comes back by itself, with what was typed', async ({
  page,
  origin,
}) => {
  const relay = await startRelay(origin);
  await page.goto(relay.url);
  await expect(urlField(page)).toBeEnabled();
  await urlField(page).fill('http://shop.test/first');
  await saveToNewSequence(page, 'Broken off');
  await page.getByRole('link', { name: /Broken off/ }).click();
  const about = page.getByLabel('Description', { exact: true });
  await expect(page).toHaveURL(/\/sequences\//);
  await about.fill('Typed before');
  const broken = page.waitForEvent('console', (message) => message.text().includes('network error'));
  relay.cutInside(`GET ${new URL(page.url()).pathname}?_rsc`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await broken;
  await expect(about).toHaveValue('Typed before');
  await about.fill('Typed after');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();
  await relay.close();
});
