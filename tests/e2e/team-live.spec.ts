import type { Locator, Page } from '@playwright/test';
import { expect, test } from './journey';
import { look } from './look';
import { fillPairs, requestPart, urlField, valueOf } from './playground';
import { startTwoPeople, type TwoPeople } from './two-people';

test.describe.configure({ mode: 'serial', timeout: 240_000 });

let two: TwoPeople;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  two = await startTwoPeople(browser);
});
test.afterAll(async () => {
  await two.close();
});
test.afterEach(() => {
  expect(two.errors(), 'errors in the console').toEqual([]);
});

const rail = (page: Page): Locator => page.getByRole('navigation', { name: 'Workspace' });
const notice = (page: Page, text: string | RegExp): Locator => page.getByText(text).last();

async function saveRequest(page: Page, again = true): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: again ? 'Save again' : 'Save request' }).click();
}

async function openSaved(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await expect(urlField(page)).toBeEnabled();
  await rail(page)
    .getByRole('button', { name: new RegExp(`${name}$`) })
    .first()
    .click();
}

test('two who edit one request: apart from each other both are kept, the same is a choice, and nothing is lost', async () => {
  const { ada, bob } = two;
  const shop = 'http://shop.test/orders';

  await test.step('what each changed by itself is in it', async () => {
    await urlField(ada).fill(shop);
    await saveRequest(ada, false);
    await expect(notice(ada, 'Saved orders under Requests')).toBeVisible();
    await openSaved(bob, 'orders');
    await expect(urlField(bob)).toHaveValue(shop);
    await urlField(bob).fill(`${shop}?by=bob`);
    await saveRequest(bob);
    await expect(notice(bob, 'Saved orders again')).toBeVisible();

    await fillPairs(await requestPart(ada, 'Headers'), 'Header', [['X-Of', 'ada']]);
    await saveRequest(ada);
    await expect(notice(ada, 'Saved orders together with what others changed in it')).toBeVisible();
    await expect(urlField(ada)).toHaveValue(`${shop}?by=bob`);
    await expect(await valueOf(await requestPart(ada, 'Headers'), 'Header', 'X-Of')).toHaveValue('ada');
  });

  await test.step('the same field is a choice, which can be left for later', async () => {
    await urlField(ada).fill(`${shop}?by=ada`);
    await saveRequest(ada);
    await expect(notice(ada, 'Saved orders again')).toBeVisible();
    await urlField(bob).fill(`${shop}?by=bob&again`);
    await saveRequest(bob);
    const dialog = bob.getByRole('dialog', { name: 'Both changed orders' });
    await expect(dialog).toContainText('Ada saved orders while you were editing it');
    const choice = dialog.getByRole('group', { name: 'URL' });
    await expect(choice).toContainText(`${shop}?by=ada`);
    await expect(choice).toContainText(`${shop}?by=bob&again`);
    for (const scheme of ['light', 'dark'] as const) {
      await bob.emulateMedia({ colorScheme: scheme });
      await look(bob, 'edit-conflict', scheme);
    }
    await bob.emulateMedia({ colorScheme: 'light' });
    await dialog.getByRole('button', { name: 'Go on editing' }).click();
    await expect(dialog).toBeHidden();
    await expect(urlField(bob)).toHaveValue(`${shop}?by=bob&again`);
  });

  await test.step('what is chosen is saved, with all else of the other', async () => {
    await saveRequest(bob);
    const dialog = bob.getByRole('dialog', { name: 'Both changed orders' });
    await dialog.getByRole('group', { name: 'URL' }).getByRole('radio', { name: /^Mine/ }).check();
    await dialog.getByRole('button', { name: 'Save as chosen' }).click();
    await expect(notice(bob, 'Saved orders together with what others changed in it')).toBeVisible();
    await expect(urlField(bob)).toHaveValue(`${shop}?by=bob&again`);
    await expect(await valueOf(await requestPart(bob, 'Headers'), 'Header', 'X-Of')).toHaveValue('ada');
    await bob.reload();
    await expect(urlField(bob)).toHaveValue(`${shop}?by=bob&again`);
  });
});

test('two who edit one sequence: what was typed outlives the other’s save, and a reload', async () => {
  const { ada, bob } = two;
  await ada.goto('/');
  await urlField(ada).fill('http://shop.test/login');
  await ada.getByRole('button', { name: 'Save', exact: true }).click();
  await ada.getByRole('menuitem', { name: 'New sequence…' }).click();
  const naming = ada.getByRole('dialog', { name: 'Save to a new sequence' });
  await naming.getByLabel('Name of the sequence').fill('Checkout');
  await naming.getByRole('button', { name: 'Save', exact: true }).click();
  await ada.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(ada).toHaveURL(/\/sequences\//);
  await bob.goto(new URL(ada.url()).pathname);
  const about = (page: Page) => page.getByLabel('Description', { exact: true });
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

  await about(bob).fill('Buys one thing');
  await save(bob);
  await expect(bob.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();
  await ada.getByLabel('Sequence', { exact: true }).fill('Checkout of Ada');
  await expect(ada.getByText('Not saved')).toBeVisible();
  await ada.waitForFunction(() =>
    Object.keys(sessionStorage).some((key) => key.startsWith('playjar.sequence.')),
  );
  await ada.reload();
  await expect(ada.getByLabel('Sequence', { exact: true })).toHaveValue('Checkout of Ada');
  await expect(ada.getByText('Someone else saved this sequence meanwhile')).toBeVisible();
  await save(ada);
  await expect(notice(ada, /together with what others changed/)).toBeVisible();
  await expect(about(ada)).toHaveValue('Buys one thing');
  await expect(ada.getByLabel('Sequence', { exact: true })).toHaveValue('Checkout of Ada');

  await about(bob).fill('Buys two things');
  await about(ada).fill('Buys three things');
  await save(ada);
  await expect(ada.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();
  await save(bob);
  const dialog = bob.getByRole('dialog', { name: 'Both changed Checkout' });
  await dialog.getByRole('button', { name: 'Theirs everywhere' }).click();
  await dialog.getByRole('button', { name: 'Save as chosen' }).click();
  await expect(about(bob)).toHaveValue('Buys three things');
  await expect(bob.getByLabel('Sequence', { exact: true })).toHaveValue('Checkout of Ada');
});
