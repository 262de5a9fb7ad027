import 'server-only';
import { hashToken, makeLoginToken } from '@/lib/crypto/tokens';
import { getDatabase, type Database } from '@/lib/db/database';
import * as store from '@/lib/db/identities';
import { createAttempt, takeAttempt } from '@/lib/db/sign-in-attempts';
import { findAccountByEmail } from '@/lib/db/users';
import { env } from '@/lib/env';
import type { OidcSettings } from '@/lib/env/oidc';
import { AppError, notFound, type AppErrorCode } from '@/lib/errors';
import { logger } from '@/lib/log';
import { OidcAttempt, type Identity, type OidcPerson, type OidcProblem } from '@/lib/model/oidc';
import { openLogin, type SignedIn, type Visitor } from './accounts';
import { countSignIn } from './fair-use';
import { authorizationUrl, newSecrets, personOf, ProviderRefusal, type Secrets } from './oidc-provider';
import { isInstallationNew, makeAccount } from './sign-up';

/** A person has this long to sign in at the provider's page. */
const STANDS_MS = 10 * 60_000;

/** Why an account was not made, by what `makeAccount` throws. */
const NOT_MADE: Partial<Record<AppErrorCode, OidcProblem>> = { not_found: 'invited', conflict: 'taken' };

/** Why it came to nothing. */
export class OidcFailure extends Error {
  constructor(readonly problem: OidcProblem) {
    super(problem);
  }
}

/** What the provider is called; null when people do not sign in through one here. */
export function oidcName(): string | null {
  return env().oidc?.name ?? null;
}

/** The provider's persons that are connected to one's account. */
export async function listIdentities({ account }: SignedIn): Promise<Identity[]> {
  return store.listIdentities(await getDatabase(), account.id);
}

export interface OidcStart {
  origin: string;
  /** a path of ours to go on to */
  next: string;
  invitation: string | null;
  /** the account to connect, for one that is signed in */
  connectTo: string | null;
}

/**
 * Begins a sign-in at the provider, bound to this browser, for 10 minutes and one use.
 * @returns the address of the provider's page, and what the browser keeps until it comes back
 * @throws AppError `not_found` when there is no provider here; `rate_limited`
 */
export async function beginOidc(start: OidcStart): Promise<{ url: string; browser: string }> {
  const settings = provider();
  const db = await getDatabase();
  await countSignIn(db, null);
  const secrets = newSecrets();
  const { state, nonce, verifier } = secrets;
  const browser = makeLoginToken();
  const url = await pageOf(settings, secrets, start.origin);
  const { next, invitation, connectTo } = start;
  const data: OidcAttempt = { nonce, verifier, browser: hashToken(browser), next, invitation, connectTo };
  await createAttempt(db, { kind: 'oidc', secret: state, data, endsAt: new Date(Date.now() + STANDS_MS) });
  return { url, browser };
}

export interface OidcReturn {
  /** what the provider sent the person back with */
  parameters: URLSearchParams;
  origin: string;
  /** what the browser kept */
  browser: string;
  visitor: Visitor;
  /** who is signed in there */
  signedIn: SignedIn | null;
}

/**
 * Ends a sign-in. Whoever is known is signed in to the account they are connected to; whoever is not makes one, when the
 * provider vouches for their email, no account has it, and they were invited or are of a domain that needs no invitation.
 * An email alone never opens an account that is there: emails are not proven here, so its owner connects it themselves.
 * @returns the token for the browser to keep, null when an account was connected; and where to go on to
 * @throws OidcFailure
 */
export async function finishOidc(back: OidcReturn): Promise<{ token: string | null; next: string }> {
  const settings = provider();
  const db = await getDatabase();
  const state = back.parameters.get('state') ?? '';
  const attempt = OidcAttempt.nullable().parse(await takeAttempt(db, 'oidc', state));
  if (!attempt || hashToken(back.browser) !== attempt.browser) throw new OidcFailure('unknown');
  const person = await vouchedFor(settings, back, { ...attempt, state });
  if (attempt.connectTo !== null) {
    await connect(db, person, back.signedIn?.account.id === attempt.connectTo ? attempt.connectTo : null);
    return { token: null, next: attempt.next };
  }
  const known = await store.findByIdentity(db, person.issuer, person.subject);
  const { token } =
    known === null
      ? await newcomer(db, settings, back.visitor, person, attempt.invitation)
      : await openLogin(db, back.visitor, known);
  return { token, next: known !== null && attempt.invitation ? `/join/${attempt.invitation}` : attempt.next };
}

/** @throws AppError `conflict` when it is the only way in; also when it is not there any more */
export async function disconnect({ account }: SignedIn, id: string): Promise<void> {
  if (await store.deleteIdentity(await getDatabase(), account.id, id)) return;
  throw new AppError(
    'conflict',
    'This is your only way in, or it was disconnected already. Make a passkey first, then try again.',
  );
}

async function connect(db: Database, { issuer, subject }: OidcPerson, userId: string | null): Promise<void> {
  if (userId === null) throw new OidcFailure('unknown');
  const known = await store.findByIdentity(db, issuer, subject);
  if (known === userId) return;
  if (known !== null || (await db.sql.write([store.insertIdentity(userId, issuer, subject)])) === null)
    throw new OidcFailure('connected');
}

async function newcomer(
  db: Database,
  settings: OidcSettings,
  visitor: Visitor,
  { issuer, subject, name, verifiedEmail: email }: OidcPerson,
  invitation: string | null,
): Promise<{ token: string }> {
  if (email === null) throw new OidcFailure('unverified');
  if (await findAccountByEmail(db, email)) throw new OidcFailure('taken');
  const isFirst = await isInstallationNew(db);
  if (!isFirst && invitation === null && !needsNoInvitation(settings, email))
    throw new OidcFailure('invited');
  const called = (name ?? email.slice(0, email.indexOf('@'))).slice(0, 100);
  const made = { name: called, email, passwordHash: null, invitation, isFirst };
  try {
    return await makeAccount(db, visitor, made, (userId) => [store.insertIdentity(userId, issuer, subject)]);
  } catch (error) {
    const problem = error instanceof AppError ? NOT_MADE[error.code] : undefined;
    throw problem === undefined ? error : new OidcFailure(problem);
  }
}

function needsNoInvitation({ domains }: OidcSettings, email: string): boolean {
  return env().signUp === 'open' || domains.includes(email.slice(email.lastIndexOf('@') + 1));
}

async function vouchedFor(
  settings: OidcSettings,
  { parameters, origin }: OidcReturn,
  secrets: Secrets,
): Promise<OidcPerson> {
  try {
    return await personOf(settings, parameters, secrets, callbackOf(origin));
  } catch (error) {
    if (error instanceof ProviderRefusal) throw new OidcFailure('refused');
    logger().warn({ err: error }, 'a sign-in through the provider did not hold');
    throw new OidcFailure('failed');
  }
}

async function pageOf(settings: OidcSettings, secrets: Secrets, origin: string): Promise<string> {
  try {
    return await authorizationUrl(settings, secrets, callbackOf(origin));
  } catch (error) {
    logger().warn({ err: error }, 'the provider could not be reached');
    throw new AppError('conflict', `${settings.name} cannot be reached now. Try again in a moment.`);
  }
}

function provider(): OidcSettings {
  const settings = env().oidc;
  if (settings === null) throw notFound('provider to sign in at');
  return settings;
}

function callbackOf(origin: string): string {
  return `${origin}/oidc/callback`;
}
