import type { Browser, Page } from '@playwright/test';
import { startAppServer, type AppServer } from '../support/app-server';
import { expect, test, visit } from './journey';
import { invited, signUp } from './lived-in-team';
import { look, NARROW } from './look';
import { openPlayground } from './playground';

// An app of its own: who makes the first account of an installation owns it.
let app: AppServer;
test.beforeAll(async () => {
  app = await startAppServer();
});
test.afterAll(() => app.stop());

async function someone(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: app.url })).newPage();
}

test('who is in and who goes: an invitation to oneself, a removal and a leave that ask first, focus and trail', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const ada = await someone(browser);
  await visit(ada, '/sign-up');
  await signUp(ada, 'Ada', 'ada@example.com');

  const link = await invited(ada, 'editor');
  await test.step('whoever is in already is led there, and the invitation stands', async () => {
    await visit(ada, link);
    await expect(ada.getByRole('heading', { name: /^You are in .* already$/ })).toBeVisible();
    await look(ada, 'join-as-member');
    await ada.getByRole('button', { name: /^Open / }).click();
    await expect(ada.getByRole('button', { name: 'Account of Ada' })).toBeVisible();
  });

  await test.step('to revoke an invitation asks first, and leaves the focus at those that are left', async () => {
    await invited(ada, 'viewer');
    const revoke = ada.getByRole('button', { name: 'Revoke the invitation as viewer by Ada' });
    await revoke.click();
    const dialog = ada.getByRole('dialog', { name: 'Revoke the invitation as viewer?' });
    await look(ada, 'revoke-invitation');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(revoke).toBeFocused();
    await revoke.click();
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(revoke).toHaveCount(0);
    await expect(ada.getByRole('list', { name: 'Invitations' })).toBeFocused();
  });

  const bob = await someone(browser);
  await test.step('the newcomer does not come back to the used link by Back', async () => {
    await visit(bob, '/sign-in');
    await visit(bob, link);
    await signUp(bob, 'Bob', 'bob@example.com');
    await bob.goBack();
    await expect(bob).toHaveURL(`${app.url}/`);
  });

  await test.step('to leave asks first, and can be thought better of', async () => {
    await visit(bob, '/workspace');
    await bob.getByRole('button', { name: 'Leave the workspace…' }).click();
    const dialog = bob.getByRole('dialog', { name: /^Leave / });
    await expect(dialog).toContainText('never shared');
    await look(bob, 'leave');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    await expect(bob.getByRole('button', { name: 'Leave the workspace…' })).toBeFocused();
  });

  await test.step('a removal asks first, by the keyboard alone, and leads back to the list', async () => {
    await openPlayground(bob);
    await visit(ada, '/workspace');
    await ada.getByRole('button', { name: 'What to do about Bob' }).focus();
    await ada.keyboard.press('Enter');
    await expect(ada.getByRole('menuitem', { name: 'viewer' })).toBeFocused();
    await ada.keyboard.press('End');
    await ada.keyboard.press('Enter');
    const dialog = ada.getByRole('dialog', { name: 'Remove Bob?' });
    await expect(dialog).toContainText('Bob is out at once');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).focus();
    await ada.keyboard.press('Enter');
    await expect(ada.getByText('bob@example.com')).toBeHidden();
    await expect(ada.getByRole('list', { name: 'Members' })).toBeFocused();
    await expect(bob.getByText(/^You are not in .* any more$/)).toBeVisible();
  });

  await test.step('on a phone the trail says what was done without being moved sideways', async () => {
    await ada.setViewportSize(NARROW);
    await ada.goto('/workspace/audit');
    const done = ada.getByRole('row').nth(1);
    await expect(done).toContainText('removed Bob');
    const cells = await done
      .getByRole('cell')
      .evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().right));
    expect(Math.max(...cells)).toBeLessThanOrEqual(NARROW.width);
    await ada.goto('/workspace/audit?from=2000-01-01&before=2000-01-02');
    await ada.getByRole('link', { name: 'Show the whole trail' }).click();
    await expect(ada.getByRole('row').nth(1)).toContainText('removed Bob');
  });

  const cyd = await someone(browser);
  await test.step('to hand the workspace over asks first, and leaves the focus at the members', async () => {
    await visit(cyd, await invited(ada, 'admin'));
    await signUp(cyd, 'Cyd', 'cyd@example.com');
    await visit(ada, '/workspace');
    await ada.getByRole('button', { name: 'What to do about Cyd' }).click();
    await ada.getByRole('menuitem', { name: 'Hand the workspace over…' }).click();
    const dialog = ada.getByRole('dialog', { name: 'Hand the workspace over to Cyd?' });
    await expect(dialog).toContainText('Only Cyd can give it back');
    await dialog.getByRole('button', { name: 'Hand it over' }).focus();
    await ada.keyboard.press('Enter');
    await expect(ada.getByRole('button', { name: 'What to do about Cyd' })).toHaveCount(0);
    await expect(ada.getByRole('list', { name: 'Members' })).toBeFocused();
  });
  await Promise.all([ada, bob, cyd].map((page) => page.context().close()));
});
