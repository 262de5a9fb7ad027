import type { Page } from '@playwright/test';
import { expect } from '../e2e/journey';
import {
  fillForm,
  newSession,
  openPlayground,
  responseView,
  saveToNewSequence,
  sendFor,
} from '../e2e/playground';

/** Fills a fresh workspace by hand, as its owner would in a first hour. Leaves the playground open. */
export async function liveIn(page: Page, origin: string): Promise<void> {
  const practice = `${origin}/practice`;
  await openPlayground(page);
  await page.getByRole('button', { name: 'Try the login demo' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('3 of 3 steps passed').first()).toBeVisible();
  await page.getByRole('link', { name: 'Playjar' }).click();

  await newSession(page, 'anonymous');
  await sendFor(page, '401', `${practice}/api/account`);
  await newSession(page, 'alice');
  await logIn(page, `${practice}/api/login`, 'alice', 'wonderland');
  await newSession(page, 'admin');
  await logIn(page, `${practice}/api/login`, 'admin', 'password');
  await saveToNewSequence(page, 'Check the shop');
  await tab(page);
  await sendFor(page, '200', `${practice}/api/account`);
  await keep(page);
  await tab(page);
  await sendFor(page, '200', `${practice}/api/products`);
  await keep(page);
  await tab(page);
  await sendFor(page, '404', `${practice}/status/404`, 'DELETE');
  await tab(page);
  await sendFor(page, '200', `${practice}/redirect/3`);
  await keep(page);
  await responseView(page, 'Cookies');
}

async function tab(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New request' }).click();
}

async function keep(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save request' }).click();
  await expect(page.getByText(/under Requests$/).last()).toBeVisible();
}

async function logIn(page: Page, url: string, username: string, password: string): Promise<void> {
  await fillForm(page, [
    ['username', username],
    ['password', password],
  ]);
  await sendFor(page, '200', url, 'POST');
}
