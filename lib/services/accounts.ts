import 'server-only';
import { randomBytes } from 'node:crypto';
import { findByPassword, hashPassword, isOfAnotherCost, isPassword } from '@/lib/crypto/passwords';
import { makeLoginToken } from '@/lib/crypto/tokens';
import { getDatabase, type Database } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { deleteLogins, insertLogin } from '@/lib/db/logins';
import { findWorkspaceInUse } from '@/lib/db/members';
import type { Statement } from '@/lib/db/sql';
import * as users from '@/lib/db/users';
import { adoptGuestWorkspace, hasGuestWork } from '@/lib/db/workspaces';
import { countSignIn } from './fair-use';
import { AppError } from '@/lib/errors';
import { PasswordChange, PersonName, SignInInput, type Account } from '@/lib/model/account';
import { endOtherLogins } from './logins';

/** The browser from which someone signs up or in. */
export interface Visitor {
  /** what it calls itself */
  device: string;
  /** the guest's workspace that its cookie names, whether or not anything is in it */
  guestWorkspaceId: string | null;
}

/** Someone who is signed in, and in which browser. */
export interface SignedIn {
  loginId: string;
  account: Account;
}

/**
 * Signs in by email and password. What was made in this browser as a guest comes along as a workspace of its own.
 * @throws AppError `unauthorized`, the same for an unknown email and a wrong password
 */
export async function signIn(visitor: Visitor, input: SignInInput): Promise<{ token: string }> {
  const { email, password } = SignInInput.parse(input);
  const db = await getDatabase();
  await countSignIn(db, email);
  const account = await findByPassword(password, () => users.findAccountByEmail(db, email));
  if (!account) {
    throw new AppError('unauthorized', 'Email or password is not right. Nothing else was checked.');
  }
  await renewHash(db, account, password);
  return openLogin(db, visitor, account.id);
}

/** A password that was hashed at an earlier version's cost is hashed anew, as only who just signed in with it makes possible. */
async function renewHash(db: Database, account: users.StoredAccount, password: string): Promise<void> {
  const { id, passwordHash } = account;
  if (passwordHash === null || !isOfAnotherCost(passwordHash)) return;
  await users.replaceHash(db, id, passwordHash, await hashPassword(password));
}

/** Signs in whoever proved, in whatever way, to own this account. */
export async function openLogin(db: Database, visitor: Visitor, userId: string): Promise<{ token: string }> {
  const day = new Date().toISOString().slice(0, 10);
  const guest = await guestWork(db, visitor, userId, `Guest work of ${day}`);
  const workspaceId = guest?.workspaceId ?? (await findWorkspaceInUse(db, userId)) ?? '';
  const login = newLogin(userId, workspaceId, visitor);
  const written = await db.sql.write([...(guest?.statements ?? []), login.statement]);
  // Signing in twice at once moves the guest's work once; who comes second signs in without it.
  if (written === null) return openLogin(db, { ...visitor, guestWorkspaceId: null }, userId);
  return { token: login.token };
}

/** Changes the password and ends every other login of the account. @throws AppError `invalid_request` */
export async function changePassword(signedIn: SignedIn, input: PasswordChange): Promise<void> {
  const { current, next } = PasswordChange.parse(input);
  if (!(await hasPassword(signedIn)))
    throw new AppError('conflict', 'This account has no password: it is signed in to without one.');
  await provePassword(signedIn, current, 'current');
  const db = await getDatabase();
  await users.setPassword(db, signedIn.account.id, await hashPassword(next));
  await endOtherLogins(signedIn);
}

/**
 * Gives an account another password, for the one who runs the server: no mail is sent, so who forgot theirs asks them. Every
 * sign-in of the account ends.
 * @returns the password, of 96 random bits
 * @throws AppError `not_found`
 */
export async function givePassword(email: string): Promise<string> {
  const db = await getDatabase();
  const account = await users.findAccountByEmail(db, email.trim().toLowerCase());
  if (!account) throw new AppError('not_found', `There is no account with the email ${email}.`);
  const password = randomBytes(12).toString('base64url');
  await users.setPassword(db, account.id, await hashPassword(password));
  await deleteLogins(db, account.id, null);
  return password;
}

export async function renameAccount({ account }: SignedIn, name: string): Promise<void> {
  await users.renameAccount(await getDatabase(), account.id, PersonName.parse(name));
}

/**
 * Deletes an account with everything that is its alone. A workspace with other members is handed over first.
 * @param password typed once more; of an account without one, its email
 * @throws AppError `invalid_request` for a wrong password, `conflict`
 */
export async function deleteAccount(signedIn: SignedIn, password: string): Promise<void> {
  if (await hasPassword(signedIn)) await provePassword(signedIn, password, 'password');
  else proveEmail(signedIn, password);
  const db = await getDatabase();
  if (await users.deleteAccount(db, signedIn.account.id)) return;
  const shared = await users.listSharedOwn(db, signedIn.account.id);
  // Of one that is gone already there is nothing left to delete.
  if (shared.length === 0) return;
  throw new AppError(
    'conflict',
    `You own ${shared.join(', ')}, where others work too. Hand it over or delete it first.`,
  );
}

/**
 * Asks once more who it is, before what cannot be undone. An account without a password has none to prove.
 * @throws AppError `invalid_request`
 */
export async function provePassword({ account }: SignedIn, password: string, path: string): Promise<void> {
  const stored = await users.findAccount(await getDatabase(), account.id);
  if (stored && stored.passwordHash === null) return;
  if (await isPassword(password, stored?.passwordHash ?? null)) return;
  const message = 'This is not your password.';
  throw new AppError('invalid_request', message, { errors: [{ path, message }] });
}

function proveEmail({ account }: SignedIn, typed: string): void {
  if (typed.trim().toLowerCase() === account.email) return;
  const message = 'This is not the email of your account.';
  throw new AppError('invalid_request', message, { errors: [{ path: 'password', message }] });
}

/** Whether an account is signed in to with a password too. */
export async function hasPassword({ account }: SignedIn): Promise<boolean> {
  return (await users.findAccount(await getDatabase(), account.id))?.passwordHash != null;
}

/** What of a guest's work there is to move into an account, and how; null when nothing would be missed. */
export async function guestWork(
  db: Database,
  { guestWorkspaceId: id }: Visitor,
  userId: string,
  name: string,
): Promise<{ workspaceId: string; statements: Statement[] } | null> {
  if (id === null || !(await hasGuestWork(db, id))) return null;
  return { workspaceId: id, statements: adoptGuestWorkspace(id, userId, name) };
}

/** A login to be written with whatever else a sign-in changes, and the token that the browser keeps for it. */
export function newLogin(
  userId: string,
  workspaceId: string,
  { device }: Visitor,
): { token: string; statement: Statement } {
  const token = makeLoginToken();
  const statement = insertLogin(newId(), { token, userId, workspaceId, device: device.slice(0, 300) });
  return { token, statement };
}
