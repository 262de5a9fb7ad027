import type { Locator, Page } from '@playwright/test';
import { expect, test } from './journey';
import { look } from './look';
import { fillPairs, requestPart, sendFor, urlField, valueOf } from './playground';
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
    await fillPairs(await requestPart(ada, 'Headers'), 'Header', [['X-Of', 'ada']]);
    await urlField(bob).fill(`${shop}?by=bob`);
    await saveRequest(bob);
    await expect(notice(bob, 'Saved orders again')).toBeVisible();
    await saveRequest(ada);
    await expect(notice(ada, 'Saved orders together with what others changed in it')).toBeVisible();
    await expect(urlField(ada)).toHaveValue(`${shop}?by=bob`);
    await expect(await valueOf(await requestPart(ada, 'Headers'), 'Header', 'X-Of')).toHaveValue('ada');
  });

  await test.step('the same field is a choice, which can be left for later', async () => {
    await urlField(bob).fill(`${shop}?by=bob&again`);
    await urlField(ada).fill(`${shop}?by=ada`);
    await saveRequest(ada);
    await expect(notice(ada, 'Saved orders again')).toBeVisible();
    await saveRequest(bob);
    const dialog = bob.getByRole('dialog', { name: 'Both changed orders' });
    await expect(dialog).toContainText('Ada saved orders while you were editing it');
    const choice = dialog.getByRole('group', { name: 'URL' });
    await expect(choice).toContainText(`${shop}?by=ada`);
    await expect(choice).toContainText(`${shop}?by=bob&again`);
    await look(bob, 'edit-conflict');
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
  await expect(urlField(ada)).toBeEnabled();
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

  await ada.getByLabel('Sequence', { exact: true }).fill('Checkout of Ada');
  await about(bob).fill('Buys one thing');
  await save(bob);
  await expect(bob.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();
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

const sessions = (page: Page): Locator => page.getByRole('region', { name: 'Sessions' });

async function setSharing(page: Page, isShared: boolean): Promise<void> {
  await page.getByRole('button', { name: 'More of default' }).click();
  await page.getByRole('menuitem', { name: isShared ? 'Share…' : 'Shared…' }).click();
  const label = isShared ? 'Share with the workspace' : 'Make it private';
  await page.getByRole('button', { name: label }).click();
  await expect(
    page.getByRole('button', { name: `default ${isShared ? 'shared' : 'private'}` }),
  ).toBeVisible();
}

test('what one does shows in the other’s page as it happens, at another server, and no more once it is taken back', async () => {
  const { ada, bob, instances } = two;
  const url = `${instances.apps[0]?.url ?? ''}/practice/api/echo`;
  await openSaved(bob, 'orders');
  await openSaved(ada, 'orders');
  await ada.getByRole('button', { name: 'New request' }).first().click();

  await test.step('a session that was shared, and who is in it', async () => {
    await sendFor(ada, '200', url);
    await setSharing(ada, true);
    await sessions(bob).getByRole('button', { name: 'default shared' }).click();
    await expect(sessions(bob).getByText('Ada is here too')).toBeAttached();
    await expect(sessions(ada).getByText('Bob is here too')).toBeAttached();
  });

  await test.step('a send, with who sent it', async () => {
    await sendFor(ada, '201', url.replace('api/echo', 'status/201'));
    const began = Date.now();
    const row = bob.getByRole('list', { name: 'History' }).getByRole('button', { name: /201.*sent by Ada/ });
    await expect(row).toBeVisible();
    test.info().annotations.push({ type: 'seen after', description: `${String(Date.now() - began)} ms` });
    await look(bob, 'live-history');
  });

  await test.step('a request that nobody typed into shows what the other saved', async () => {
    const shown = await urlField(bob).inputValue();
    await rail(ada)
      .getByRole('button', { name: /orders$/ })
      .first()
      .click();
    await expect(rail(bob).getByText('Ada is here too').first()).toBeAttached();
    await urlField(ada).fill('http://shop.test/orders?live');
    await saveRequest(ada);
    await expect(notice(bob, 'Ada changed orders')).toBeVisible();
    expect(shown).not.toContain('live');
    await expect(urlField(bob)).toHaveValue('http://shop.test/orders?live');
  });

  await test.step('one that is being edited keeps what was typed, and says so', async () => {
    await urlField(bob).fill('http://shop.test/orders?mine');
    await urlField(ada).fill('http://shop.test/orders?theirs');
    await saveRequest(ada);
    await expect(notice(bob, 'Ada saved orders, which you are editing')).toBeVisible();
    await expect(urlField(bob)).toHaveValue('http://shop.test/orders?mine');
  });

  await test.step('a session that was taken back is gone from the other’s page', async () => {
    await setSharing(ada, false);
    await expect(sessions(bob).getByRole('button', { name: 'default shared' })).toBeHidden();
    await expect(bob.getByRole('list', { name: 'History' })).toBeHidden();
  });
});
