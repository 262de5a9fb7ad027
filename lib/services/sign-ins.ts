import 'server-only';
import { deleteOAuthTokens } from '@/lib/db/oauth-tokens';
import { createSignIn, takeSignIn } from '@/lib/db/sign-ins';
import { exchangeCode, newSignIn, signInUrl, type Granted } from '@/lib/engine/auth/oauth-server';
import { isTokenOf, keptToken, tokenKey } from '@/lib/engine/auth/oauth2';
import { tokenFetch } from '@/lib/engine/auth/token-fetch';
import { SendFailure } from '@/lib/engine/failure';
import { fillTemplates } from '@/lib/engine/template';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { OAuth2 } from '@/lib/model/auth';
import type { SignIn, SignInBegun, SignInStart, TokenState } from '@/lib/model/oauth';
import { RequestSpec } from '@/lib/model/request-spec';
import type { Session } from '@/lib/model/session';
import { mayEdit, type Member } from './member';
import { tokensOf } from './session-tokens';
import { getSession } from './sessions';
import { keptFor } from './transports';

/** A person has this long to sign in at the provider's page. */
const SIGN_IN_MS = 10 * 60_000;

/**
 * Begins a sign-in for an authorization code with PKCE (RFC 7636): the address of the provider's page. State and
 * verifier stay here, sealed, for 10 minutes and one use, and bound to the workspace, so that nobody can be made
 * to sign in for someone else's session.
 * @throws AppError `not_found`; `invalid_request` naming the setting at fault
 */
export async function beginSignIn(
  member: Member,
  sessionId: string,
  { auth: given, variables, redirectUri }: SignInStart & { redirectUri: string },
): Promise<SignInBegun> {
  mayEdit(member);
  const session = await getSession(member, sessionId);
  const auth = filledAuth(session, given, variables);
  if (auth.grant !== 'authorization_code')
    throw refused('auth.grant', 'Only the authorization code has a page to sign in at.');
  const { state, verifier } = newSignIn();
  const url = await signInUrl(auth, { state, verifier, redirectUri });
  if (url === null)
    throw refused(
      'auth.authorizationUrl',
      'The authorization URL is the http(s) address of the sign-in page.',
    );
  const expiresAt = new Date(Date.now() + SIGN_IN_MS);
  await createSignIn(member.scope, {
    state,
    sessionId,
    expiresAt,
    signIn: { auth, verifier, redirectUri },
  });
  return { url, redirectUri, expiresAt: expiresAt.toISOString() };
}

/**
 * Ends a sign-in with the parameters that the provider's page sent the person back with: the session gets its token.
 * `sessionId` is given where the caller names it.
 * @throws AppError `not_found` for a state that was used, is too old or was begun by someone else; `invalid_request`
 * with the provider's words when it said no
 */
export async function finishSignIn(
  member: Member,
  parameters: URLSearchParams,
  sessionId?: string,
): Promise<Session> {
  mayEdit(member);
  const state = parameters.get('state') ?? '';
  const taken = await takeSignIn(member.scope, state, sessionId);
  if (!taken) {
    const message =
      'There is no such sign-in here: it was used already, is older than 10 minutes, or was begun elsewhere.';
    throw new AppError('not_found', message);
  }
  const session = await getSession(member, taken.sessionId);
  const { auth } = taken.signIn;
  const granted = await exchange(session, taken.signIn, parameters, state);
  const token = keptToken(auth, granted, Date.now());
  await tokensOf(member, session.id).save(tokenKey(auth), token);
  return session;
}

/** What the session holds for these settings. @throws AppError `not_found` */
export async function tokenState(
  member: Member,
  sessionId: string,
  { auth: given, variables }: SignInStart,
): Promise<TokenState> {
  mayEdit(member);
  const session = await getSession(member, sessionId);
  const auth = filledAuth(session, given, variables);
  const kept = await tokensOf(member, sessionId).load(tokenKey(auth));
  const token = kept && isTokenOf(auth, kept) ? kept : null;
  const goodUntil = token?.goodUntil ?? null;
  return {
    held: token !== null,
    goodUntil: goodUntil === null ? null : new Date(goodUntil).toISOString(),
    renews: token !== null && token.refreshToken !== null,
  };
}

/** Forgets every token of a session. @throws AppError `not_found` */
export async function forgetTokens(member: Member, sessionId: string): Promise<void> {
  mayEdit(member);
  await getSession(member, sessionId);
  await deleteOAuthTokens(member.scope, sessionId);
}

async function exchange(
  session: Session,
  { auth, verifier, redirectUri }: SignIn,
  parameters: URLSearchParams,
  state: string,
): Promise<Granted> {
  const { limits } = env();
  try {
    const spec = RequestSpec.parse({ url: '' });
    const { verify, cert, proxies } = fillTemplates(spec, session, undefined).session;
    const fetch = tokenFetch({
      transport: keptFor(session.id).transport,
      ...{ limits, connectMs: limits.connectMs, readMs: limits.readMs },
      ...{ verify, cert, proxies },
      signal: AbortSignal.timeout(limits.totalMs),
    });
    return await exchangeCode(auth, { parameters, state, verifier, redirectUri }, fetch);
  } catch (error) {
    if (error instanceof SendFailure) throw refused('callbackUrl', error.message);
    throw error;
  }
}

/** The settings with their variables filled in, as a send through the session would. */
function filledAuth(
  session: Session,
  given: OAuth2 | undefined,
  variables: SignInStart['variables'],
): OAuth2 {
  const spec = RequestSpec.parse({ url: '', auth: given ?? session.auth, variables: variables ?? {} });
  try {
    const { auth } = fillTemplates(spec, session, undefined).spec;
    if (auth?.type === 'oauth2') return auth;
  } catch (error) {
    if (error instanceof SendFailure) throw refused('auth', error.message);
    throw error;
  }
  throw refused('auth', 'The session has no OAuth 2 settings. Give some as `auth`.');
}

function refused(path: string, message: string): AppError {
  return new AppError('invalid_request', message, { errors: [{ path, message }] });
}
