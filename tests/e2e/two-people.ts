import type { Browser, Page } from '@playwright/test';
import { startInstances, type Instances } from '../support/instances';
import { errorsOf, expect, visit } from './journey';
import { urlField } from './playground';

/** Two members of one workspace, each in a browser of their own at a server of their own, over one PostgreSQL. */
export interface TwoPeople {
  ada: Page;
  bob: Page;
  instances: Instances;
  /** what either page logged as an error so far */
  errors: () => string[];
  close: () => Promise<void>;
}

/** Ada owns the workspace; Bob comes in by her invitation, as `role`. */
export async function startTwoPeople(
  browser: Browser,
  role: 'admin' | 'editor' | 'viewer' = 'editor',
): Promise<TwoPeople> {
  const instances = await startInstances('postgres', 2);
  const pages = await Promise.all(
    instances.apps.map(async ({ url }) => {
      const context = await browser.newContext({ baseURL: url });
      return context.newPage();
    }),
  );
  const [ada, bob] = pages;
  if (!ada || !bob) throw new Error('two browsers were asked for');
  const errors = pages.map(errorsOf);
  await visit(ada, '/sign-up');
  await fillAccount(ada, 'Ada');
  await visit(ada, '/workspace');
  await ada.getByLabel('As', { exact: true }).selectOption(role);
  await ada.getByRole('button', { name: 'Make an invitation' }).click();
  const link = ada.getByLabel('Link of the invitation', { exact: true });
  await expect(link).toHaveValue(/\/join\//);
  await visit(bob, new URL(await link.inputValue()).pathname);
  await fillAccount(bob, 'Bob');
  for (const page of pages) {
    await page.goto('/');
    await expect(urlField(page)).toBeEnabled();
  }
  return {
    ada,
    bob,
    instances,
    errors: () => errors.flat(),
    close: async () => {
      await Promise.all(pages.map((page) => page.context().close()));
      await instances.stop();
    },
  };
}

async function fillAccount(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email').fill(`${name.toLowerCase()}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill('several plain words');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('button', { name: `Account of ${name}` })).toBeVisible();
}
