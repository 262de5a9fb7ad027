import 'server-only';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { getDatabase, type Database } from '@/lib/db/database';
import * as store from '@/lib/db/passkeys';
import { createAttempt, takeAttempt } from '@/lib/db/sign-in-attempts';
import { AppError, notFound } from '@/lib/errors';
import { PasskeyName, type NewPasskey, type Passkey, type PasskeyProof } from '@/lib/model/passkey';
import { openLogin, provePassword, type SignedIn, type Visitor } from './accounts';
import { countSignIn } from './fair-use';

/** A person has this long to touch an authenticator. */
const STANDS_MS = 5 * 60_000;
const MOST_PASSKEYS = 20;

type RegistrationOptions = Awaited<ReturnType<typeof generateRegistrationOptions>>;
type AuthenticationOptions = Awaited<ReturnType<typeof generateAuthenticationOptions>>;

/** One's passkeys, the oldest first. */
export async function listPasskeys({ account }: SignedIn): Promise<Passkey[]> {
  const all = await store.listPasskeys(await getDatabase(), account.id);
  return all.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt }));
}

/**
 * Begins to make a passkey: what the browser hands to an authenticator. The password is asked for where there is one, since
 * a passkey is a way in that stays when this browser is signed out.
 * @param origin where people reach us; a passkey is bound to its host for ever
 * @throws AppError `invalid_request` for a wrong password, `conflict` when there are very many
 */
export async function beginPasskey(
  signedIn: SignedIn,
  { password, origin }: { password: string; origin: string },
): Promise<RegistrationOptions> {
  await provePassword(signedIn, password, 'password');
  const db = await getDatabase();
  const { account } = signedIn;
  const known = await store.listPasskeys(db, account.id);
  if (known.length >= MOST_PASSKEYS)
    throw new AppError('conflict', `You have ${MOST_PASSKEYS} passkeys. Remove one that you no longer use.`);
  const options = await generateRegistrationOptions({
    rpName: 'Playjar',
    rpID: hostOf(origin),
    userID: new Uint8Array(Buffer.from(account.id)),
    userName: account.email,
    userDisplayName: account.name,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId: id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await begin(db, 'newPasskey', options.challenge, { userId: account.id });
  return options;
}

/**
 * Keeps the passkey that an authenticator made.
 * @throws AppError `invalid_request` for one that does not hold, was made for another site or another account, or too late
 */
export async function finishPasskey(
  { account }: SignedIn,
  { made, name, origin }: { made: NewPasskey; name: string; origin: string },
): Promise<void> {
  const db = await getDatabase();
  const { registrationInfo } = await checked(() =>
    verifyRegistrationResponse({
      response: made,
      expectedChallenge: async (challenge) =>
        (await taken(db, 'newPasskey', challenge))?.userId === account.id,
      expectedOrigin: origin,
      expectedRPID: hostOf(origin),
      requireUserVerification: true,
    }),
  );
  if (!registrationInfo) throw refused();
  const { id: credentialId, publicKey, counter } = registrationInfo.credential;
  const { transports } = made.response;
  const fresh = {
    userId: account.id,
    name: PasskeyName.parse(name),
    credentialId,
    publicKey,
    counter,
    transports,
  };
  if (!(await store.createPasskey(db, fresh)))
    throw new AppError('conflict', 'This passkey is kept already.');
}

/** Begins to sign in: what the browser hands to an authenticator, which knows itself whose passkeys it has. */
export async function beginPasskeySignIn(origin: string): Promise<AuthenticationOptions> {
  const db = await getDatabase();
  await countSignIn(db, null);
  const options = await generateAuthenticationOptions({
    rpID: hostOf(origin),
    userVerification: 'required',
  });
  await begin(db, 'passkey', options.challenge, {});
  return options;
}

/**
 * Signs in by what an authenticator signed. What was made in this browser as a guest comes along.
 * @throws AppError `unauthorized`, the same whatever does not hold
 */
export async function signInByPasskey(
  visitor: Visitor,
  { proof, origin }: { proof: PasskeyProof; origin: string },
): Promise<{ token: string }> {
  const db = await getDatabase();
  const known = await store.findPasskey(db, proof.id);
  if (!known) throw unknown();
  const { credentialId: id, publicKey, counter } = known;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: proof,
    expectedChallenge: async (challenge) => (await taken(db, 'passkey', challenge)) !== null,
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    credential: { id, publicKey, counter },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    throw error instanceof AppError ? error : unknown();
  });
  if (!verified || !(await store.usePasskey(db, known.id, authenticationInfo.newCounter))) throw unknown();
  return openLogin(db, visitor, known.userId);
}

/** @throws AppError `not_found` */
export async function renamePasskey({ account }: SignedIn, id: string, name: string): Promise<void> {
  const renamed = await store.renamePasskey(await getDatabase(), account.id, id, PasskeyName.parse(name));
  if (!renamed) throw notFound('passkey');
}

/** @throws AppError `not_found` */
export async function removePasskey({ account }: SignedIn, id: string): Promise<void> {
  if (!(await store.deletePasskey(await getDatabase(), account.id, id))) throw notFound('passkey');
}

async function begin(
  db: Database,
  kind: 'passkey' | 'newPasskey',
  secret: string,
  data: { userId?: string },
): Promise<void> {
  await createAttempt(db, { kind, secret, data, endsAt: new Date(Date.now() + STANDS_MS) });
}

async function taken(
  db: Database,
  kind: 'passkey' | 'newPasskey',
  secret: string,
): Promise<{ userId?: string } | null> {
  return (await takeAttempt(db, kind, secret)) as { userId?: string } | null;
}

/** Runs the library's check: it throws plain errors for whatever does not hold. A busy database is told as such. */
async function checked<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    throw error instanceof AppError ? error : refused();
  }
}

function refused(): AppError {
  return new AppError(
    'invalid_request',
    'This passkey was not made for this page, or too long ago. Nothing was kept; try again.',
  );
}

function unknown(): AppError {
  return new AppError(
    'unauthorized',
    'This passkey opens no account here. Sign in another way, or try again.',
  );
}

function hostOf(origin: string): string {
  return new URL(origin).hostname;
}
