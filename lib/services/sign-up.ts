import 'server-only';
import { hashPassword } from '@/lib/crypto/passwords';
import { getDatabase, type Database } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import type { OpenInvitation } from '@/lib/db/invitations';
import type { Statement } from '@/lib/db/sql';
import * as users from '@/lib/db/users';
import { insertTeamWorkspace } from '@/lib/db/workspaces';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { SignUpInput } from '@/lib/model/account';
import { guestWork, newLogin, type Visitor } from './accounts';
import { tellOfJoin } from './changes';
import { countSignIn } from './fair-use';
import { getInvitation, joining } from './joining';

/** Whether a stranger may make an account here: the first one may, later ones where the operator opened it. */
export async function maySignUp(): Promise<boolean> {
  return env().signUp === 'open' || (await isInstallationNew(await getDatabase()));
}

/** Whether the next account is the first. Asked once for each that is made: see `makeAccount`. */
export async function isInstallationNew(db: Database): Promise<boolean> {
  return !(await users.hasAccounts(db));
}

/**
 * Makes an account and signs it in. The first one owns the installation, with what its API tokens made before; later
 * ones need an invitation unless sign-up is open. What the visitor made as a guest moves into the account.
 * @returns the token for the browser to keep
 * @throws AppError `rate_limited`, `forbidden`; `not_found` for an invitation that no longer stands; `conflict` for an email that is taken
 */
export async function signUp(visitor: Visitor, input: SignUpInput): Promise<{ token: string }> {
  const { invitation, password, ...who } = SignUpInput.parse(input);
  const db = await getDatabase();
  await countSignIn(db, null);
  if (invitation !== undefined) await getInvitation(db, invitation);
  // Asked once: whoever would be the first stays so, or has the write undone, however long the hash takes.
  const isFirst = await isInstallationNew(db);
  if (invitation === undefined && !isFirst && env().signUp !== 'open') {
    throw new AppError('forbidden', 'Accounts here are made by invitation. Ask someone who has one.');
  }
  const passwordHash = await hashPassword(password);
  return makeAccount(db, visitor, { ...who, passwordHash, invitation: invitation ?? null, isFirst });
}

export interface AccountStart {
  name: string;
  email: string;
  /** null: one that signs in without a password */
  passwordHash: string | null;
  /** the code of an invitation */
  invitation: string | null;
  /** as it was when they were let in; when it is not so any more, the write is undone */
  isFirst: boolean;
}

/**
 * Makes an account for someone who may have one, signs it in, and writes `more` of it in the same breath.
 * @throws AppError `not_found` for an invitation that no longer stands; `conflict` for an email that is taken
 */
export async function makeAccount(
  db: Database,
  visitor: Visitor,
  { name, email, passwordHash, invitation: code, isFirst }: AccountStart,
  more: (userId: string) => Statement[] = () => [],
): Promise<{ token: string }> {
  const invitation = code === null ? null : await getInvitation(db, code);
  const account = await newAccount(db, isFirst, { name, email, passwordHash });
  const home = await homeOf(db, visitor, { ...account, name }, invitation);
  const login = newLogin(account.id, home.workspaceId, visitor);
  const joined = invitation ? joining(invitation, { id: account.id, name }) : [];
  const statements = [account.statement, ...more(account.id), ...home.statements, ...joined, login.statement];
  const written = await db.sql.write(statements);
  if (written === null) throw await whyNot(db, email);
  if (invitation) await tellOfJoin(db, invitation.workspaceId, { id: account.id, name });
  return { token: login.token };
}

interface AccountToBe {
  id: string;
  /** a workspace that is theirs already */
  workspaceId: string | null;
  statement: Statement;
}

async function newAccount(
  db: Database,
  isFirst: boolean,
  fresh: Omit<users.NewAccount, 'id'>,
): Promise<AccountToBe> {
  if (isFirst) return users.claimInstallation(db, fresh);
  const id = newId();
  return { id, workspaceId: null, statement: users.insertAccount({ id, ...fresh }) };
}

/** Where they begin: in what they were invited to, in what they made as a guest, or in a workspace of their own. */
async function homeOf(
  db: Database,
  visitor: Visitor,
  { id, name, workspaceId }: { id: string; name: string; workspaceId: string | null },
  invitation: OpenInvitation | null,
): Promise<{ workspaceId: string; statements: Statement[] }> {
  const own = `${name}’s workspace`;
  const guest = await guestWork(db, visitor, id, own);
  const known = invitation?.workspaceId ?? guest?.workspaceId ?? workspaceId;
  if (known !== null) return { workspaceId: known, statements: guest?.statements ?? [] };
  const fresh = newId();
  return { workspaceId: fresh, statements: insertTeamWorkspace(db, { id: fresh, name: own, ownerId: id }) };
}

/** What undid a sign-up: a taken email, or someone who was faster with the invitation or the first account. */
async function whyNot(db: Database, email: string): Promise<AppError> {
  if (await users.findAccountByEmail(db, email)) {
    const message = 'There is an account with this email. Sign in with it, or use another.';
    return new AppError('conflict', message, { errors: [{ path: 'email', message }] });
  }
  return new AppError('conflict', 'Something changed at the same moment. Nothing was made; try again.');
}
