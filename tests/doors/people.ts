import { GuestClient } from '../support/guest-client';

export const PASSWORD = 'several plain words';
/** Stands in the name of all that the workspace holds, and must come out to nobody who is no member. */
export const CANARY = 'canary';
/** Stands in what its owner has shared with nobody, and must come out to the owner alone. */
export const UNSHARED = 'told-to-nobody';

/** A browser in which someone signed in. */
export interface Person {
  name: string;
  browser: GuestClient;
}

export interface Invited {
  id: string;
  code: string;
}

/** Makes an account, with an invitation or where sign-up is open. */
export async function signUp(url: string, name: string, invitation?: string): Promise<Person> {
  const browser = await GuestClient.open(url);
  const input = { name, email: emailOf(name), password: PASSWORD, ...(invitation && { invitation }) };
  await browser.value('accounts/signUp', [input]);
  return { name, browser };
}

/** The same person in one more browser. */
export async function signInAgain({ name, browser }: Person): Promise<Person> {
  const another = await GuestClient.open(browser.url);
  await another.value('accounts/signIn', [{ email: emailOf(name), password: PASSWORD }]);
  return { name, browser: another };
}

export async function invite(owner: Person, role: 'viewer' | 'editor'): Promise<Invited> {
  const { id, url } = await owner.browser.value<{ id: string; url: string }>('workspaces/invite', [role]);
  return { id, code: url.slice(url.lastIndexOf('/') + 1) };
}

/** The text of a new API token of the workspace in view, and its id. */
export function makeToken({ browser }: Person, role: string): Promise<{ id: string; token: string }> {
  return browser.value('workspaces/createApiToken', [{ name: `token of ${role}`, role, days: 1 }]);
}

/** The id of a colleague, as the page of members has it. */
export async function userIdOf(owner: Person, name: string): Promise<string> {
  const page = await (await owner.browser.fetch('/workspace')).text();
  const [, id] =
    new RegExp(`"userId\\\\":\\\\"([\\w-]+)\\\\",\\\\"name\\\\":\\\\"${name}\\\\"`).exec(page) ?? [];
  if (id === undefined) throw new Error(`${name} is no member`);
  return id;
}

function emailOf(name: string): string {
  return `${name}@example.com`;
}
