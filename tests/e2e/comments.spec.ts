import type { Locator, Page } from '@playwright/test';
import { expect, test } from './journey';
import { look } from './look';
import { responseView, saveToNewSequence, sendFor, urlField } from './playground';
import { startTwoPeople, type TwoPeople } from './two-people';

test.describe.configure({ timeout: 240_000 });

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

const bubble = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name }).first();

async function shareDefault(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More of default' }).click();
  await page.getByRole('menuitem', { name: 'Share…' }).click();
  await page.getByRole('button', { name: 'Share with the workspace' }).click();
  await expect(page.getByRole('button', { name: 'default shared' })).toBeVisible();
}

/** Writes a comment in the dialog that is open. */
async function say(page: Page, text: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Comments on / });
  await dialog.getByLabel('Your comment', { exact: true }).fill(text);
  await dialog.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: text })).toBeVisible();
}

const closeDialog = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

test('what one says about a step, a hop or a cookie stands there for the other, and is dealt with', async () => {
  const { ada, bob, instances } = two;

  await test.step('a step: it is said, answered and done', async () => {
    await urlField(ada).fill('http://shop.test/login');
    await saveToNewSequence(ada, 'Checkout');
    await ada.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(ada).toHaveURL(/\/sequences\//);
    await bob.goto(new URL(ada.url()).pathname);
    await bubble(ada, /^Comment on step 1, /).click();
    await say(ada, 'Does this need the token?');
    await closeDialog(ada);
    await expect(bob.getByText('Ada commented')).toBeVisible();
    await bubble(bob, /^Comments on step 1, .*: 1 comment open$/).click();
    await expect(bob.getByRole('listitem', { name: 'Comment of Ada' })).toContainText(
      'Does this need the token?',
    );
    await bob.getByLabel('Your comment', { exact: true }).fill('typed and left');
    await closeDialog(bob);
    await bubble(bob, /^Comments on step 1, /).click();
    await expect(bob.getByLabel('Your comment', { exact: true })).toHaveValue('typed and left');
    await say(bob, 'No, the cookie is enough.');
    await look(bob, 'comments-on-a-step');
    await bob
      .getByRole('listitem', { name: 'Comment of Ada' })
      .getByRole('button', { name: 'Mark as done' })
      .click();
    await expect(bob.getByText('done, says Bob')).toBeVisible();
    await closeDialog(bob);
    await expect(bubble(ada, /^Comments on step 1, .*: 1 comment open$/)).toBeVisible();
  });

  await test.step('a hop and its cookie: the way there leads from the list of all that is open', async () => {
    await ada.goto('/');
    await expect(urlField(ada)).toBeEnabled();
    await ada.getByRole('button', { name: 'New request' }).first().click();
    await sendFor(ada, '200', `${instances.apps[0]?.url ?? ''}/practice/redirect/1`);
    await shareDefault(ada);
    await (await responseView(ada, 'Hops')).getByRole('button', { name: 'Comment on hop 1' }).click();
    await say(ada, 'Why a redirect?');
    await closeDialog(ada);
    const ledger = await responseView(ada, 'Cookies');
    await bubble(ledger, /^Comment on cookie practice_hop_1 of hop 1$/).click();
    await say(ada, 'Who reads this one?');
    await closeDialog(ada);
    await bob.getByText('Ada commented').waitFor();
    await bob.getByRole('button', { name: 'Account of Bob' }).click();
    await bob.getByRole('menuitem', { name: 'Open comments' }).click();
    const open = bob.getByRole('dialog', { name: 'Open comments' });
    await expect(open.getByText('Why a redirect?')).toBeVisible();
    await look(bob, 'open-comments');
    await open.getByRole('button', { name: /practice_hop_1 on hop 1$/ }).click();
    await bubble(
      await responseView(bob, 'Cookies'),
      /^Comments on cookie practice_hop_1 of hop 1: 1 comment open$/,
    ).click();
    await expect(bob.getByRole('listitem', { name: 'Comment of Ada' })).toContainText('Who reads this one?');
    await closeDialog(bob);
  });

  await test.step('a cookie in the jar', async () => {
    const cookies = ada.getByRole('dialog', { name: 'Cookies of default' });
    await ada
      .getByRole('button', { name: /cookies? of default$/ })
      .first()
      .click();
    await cookies.getByRole('button', { name: 'Comment on cookie practice_hop_1', exact: true }).click();
    await expect(cookies).toBeHidden();
    await say(ada, 'It may go');
    await closeDialog(ada);
    await expect(
      cookies.getByRole('button', { name: 'Comments on cookie practice_hop_1: 1 comment open' }),
    ).toBeVisible();
    await closeDialog(ada);
  });
});
