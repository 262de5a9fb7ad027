import type { Locator, Page } from '@playwright/test';
import { expect } from './journey';

/** What people do in the playground, by the names that they see or hear. */

/** Opens the page and waits until it can be typed into. */
export async function openPlayground(page: Page): Promise<void> {
  await page.goto('/');
  await expect(urlField(page)).toBeEnabled();
}

export const urlField = (page: Page): Locator => page.getByRole('textbox', { name: 'URL', exact: true });
export const methodField = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Method', exact: true });
export const sendButton = (page: Page): Locator => page.getByRole('button', { name: 'Send', exact: true });
export const cancelButton = (page: Page): Locator =>
  page.getByRole('button', { name: 'Cancel', exact: true });

/** The status line of the response: `200 OK 132 ms 2.1 kB 2 redirects`. */
export const outcome = (page: Page): Locator => page.getByRole('status', { name: 'Outcome' });
export const responseBody = (page: Page): Locator => page.getByRole('region', { name: 'Response body' });
/** Why the send did not end well. */
export const failure = (page: Page): Locator =>
  page.getByRole('region', { name: 'Response', exact: true }).getByRole('alert');

/** Types method and URL and presses Send, without waiting for the answer. */
export async function send(page: Page, url: string, method = 'GET'): Promise<void> {
  await methodField(page).fill(method);
  await urlField(page).fill(url);
  await sendButton(page).click();
}

/** Sends and waits for a response that begins with `status`. */
export async function sendFor(page: Page, status: string, url: string, method = 'GET'): Promise<void> {
  await send(page, url, method);
  await expect(outcome(page)).toContainText(status);
}

/** Opens an editor of the request: Params, Headers, Body, Auth or Settings. Answers its panel. */
export async function requestPart(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tablist', { name: 'Request parts' }).getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
}

/** Opens a view of the response: Body, Headers, Cookies, Hops or Timing. Answers its panel. */
export async function responseView(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tablist', { name: 'Response views' }).getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
}

/** Types rows into a table of names and values, from its first row on. */
export async function fillPairs(within: Locator, noun: string, pairs: [string, string][]): Promise<void> {
  for (const [index, [name, value]] of pairs.entries()) {
    await within.getByLabel(`${noun} ${index + 1} name`, { exact: true }).fill(name);
    await within.getByLabel(`${noun} ${index + 1} value`, { exact: true }).fill(value);
  }
}

/** Chooses a form as the body and types its fields. */
export async function fillForm(page: Page, fields: [string, string][]): Promise<void> {
  const body = await requestPart(page, 'Body');
  await body.getByRole('radio', { name: 'Form', exact: true }).check();
  await fillPairs(body, 'Field', fields);
}

/** The input of the value whose name is `wanted` in a table of names and values. */
export async function valueOf(within: Locator, noun: string, wanted: string): Promise<Locator> {
  const names = within.getByLabel(new RegExp(`^${noun} \\d+ name$`));
  const typed = () => names.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  await expect.poll(typed).toContain(wanted);
  const index = (await typed()).indexOf(wanted);
  return within.getByLabel(`${noun} ${index + 1} value`, { exact: true });
}

/** A line of a hop's ledger, e.g. `sent`, `a=1`. */
export const ledgerRow = (within: Locator, hop: number, fate: string, cookie: string): Locator =>
  within
    .getByRole('table', { name: `Cookies of hop ${hop}` })
    .getByRole('row')
    .filter({ has: within.page().getByRole('cell', { name: fate }) })
    .filter({ hasText: cookie });

/** What stands in an editor of code, or in the text area that is there before it. */
export async function typedIn(editor: Locator): Promise<string> {
  return editor.evaluate((element) => {
    if (element instanceof HTMLTextAreaElement) return element.value;
    return [...element.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n');
  });
}

/** Makes a session from the rail and takes it into use. */
export async function newSession(page: Page, name: string): Promise<void> {
  const sessions = page.getByRole('region', { name: 'Sessions' });
  const menus = sessions.getByRole('button', { name: /^More of session/ });
  const before = await menus.count();
  await sessions.getByRole('button', { name: 'New session' }).click();
  // Until the new one is there, the last is another's.
  await expect(menus).toHaveCount(before + 1);
  await menus.last().click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const field = sessions.getByRole('textbox', { name: /^New name of / });
  await field.fill(name);
  await field.press('Enter');
  await expect(sessions.getByRole('button', { name, exact: true })).toHaveAttribute('aria-current', 'true');
}

/** Saves the request in view as the first step of a new sequence. */
export async function saveToNewSequence(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New sequence…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save to a new sequence' });
  await dialog.getByLabel('Name of the sequence').fill(name);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`Saved as step 1 of ${name}`)).toBeVisible();
}

/** Closes a dialog by Escape, which it hears once it has the focus. */
export async function closeByEscape(dialog: Locator): Promise<void> {
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await dialog.page().keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** Makes the link in the dialog that shares a sequence. Answers its address. */
export async function makeLink(dialog: Locator): Promise<string> {
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = dialog.getByRole('textbox', { name: 'Link', exact: true });
  await expect(link).toHaveValue(/\/s\/[\w-]{22,}$/);
  return link.inputValue();
}

/** Nothing sticks out to the right of the window, once it is laid out for its width. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth))
    .toBeLessThanOrEqual(0);
}
