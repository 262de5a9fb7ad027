import { createHash } from 'node:crypto';
import type { OAuth2 } from '@/lib/model/auth';
import type { OAuthToken } from '@/lib/model/oauth';
import { SendFailure } from '@/lib/engine/failure';
import type { Credentials, Signed } from './credentials';
import { authError } from './oauth-failure';
import { refreshToken, requestToken, type Granted } from './oauth-server';
import type { TokenFetch } from './token-fetch';
import type { TokenStore } from './token-store';

/** A token is renewed this long before its end, so that it does not run out on its way. Milliseconds. */
const HASTE_MS = 10_000;

/** What the scheme needs besides its settings. */
export interface OAuthContext {
  tokens: TokenStore;
  fetch: TokenFetch;
  signal: AbortSignal;
  now: () => number;
}

/**
 * OAuth 2.0: the session's token, fetched or renewed before the request goes out. A 401 for a token from an earlier
 * send gets one retry with a renewed one. Fails with `auth_error` when no token can be had; nothing is sent then.
 */
export function oauth2(auth: OAuth2, context: OAuthContext): Credentials {
  const desk = new TokenDesk(auth, context);
  /** the token of an earlier send that this one uses */
  let kept: OAuthToken | null = null;
  const signedWith = ({ accessToken }: OAuthToken): Signed => {
    const prefix = auth.headerPrefix ?? 'Bearer';
    return { headers: [['Authorization', prefix ? `${prefix} ${accessToken}` : accessToken]] };
  };
  return {
    async sign() {
      const { token, isNew } = await desk.token();
      kept = isNew ? null : token;
      return signedWith(token);
    },
    async answer(_, { status }) {
      if (status !== 401 || !kept) return null;
      const renewed = await desk.renewed(kept);
      return renewed && { ...signedWith(renewed), then: null };
    },
  };
}

/** The key a token is kept by. No secret goes into it, since it is stored as it is. */
export function tokenKey(auth: OAuth2): string {
  const { grant, tokenUrl, authorizationUrl, clientId, scope, audience, username, clientAuth } = auth;
  return hash([grant, tokenUrl, authorizationUrl, clientId, scope, audience, username, clientAuth]);
}

/** A token as it is kept. */
export function keptToken(auth: OAuth2, granted: Granted, now: number): OAuthToken {
  const { accessToken, refreshToken: again, expiresIn } = granted;
  const lifeMs = expiresIn === null ? null : expiresIn * 1000;
  const goodUntil = lifeMs === null ? null : now + lifeMs - Math.min(HASTE_MS, lifeMs / 10);
  return { accessToken, refreshToken: again, goodUntil, proof: proofOf(auth) };
}

/** Whether a kept token was asked for with these secrets. */
export function isTokenOf(auth: OAuth2, { proof }: OAuthToken): boolean {
  return proof === proofOf(auth);
}

/** One send's way to a token. */
class TokenDesk {
  readonly #key: string;

  constructor(
    private readonly auth: OAuth2,
    private readonly context: OAuthContext,
  ) {
    this.#key = tokenKey(auth);
  }

  /** The kept token while it is good, else another. */
  async token(): Promise<{ token: OAuthToken; isNew: boolean }> {
    const kept = await this.#load();
    if (kept && this.#isGood(kept)) return { token: kept, isNew: false };
    return this.#alone(async () => {
      const meanwhile = await this.#load();
      if (meanwhile && this.#isGood(meanwhile)) return { token: meanwhile, isNew: true };
      return { token: await this.#obtain(meanwhile), isNew: true };
    });
  }

  /** Another token in place of one that was refused; null when there is none to be had. */
  async renewed(refused: OAuthToken): Promise<OAuthToken | null> {
    try {
      return await this.#alone(async () => {
        const meanwhile = await this.#load();
        if (meanwhile && meanwhile.accessToken !== refused.accessToken) return meanwhile;
        return this.#obtain(meanwhile);
      });
    } catch (error) {
      // the target's 401 says more than why there is no other token
      if (error instanceof SendFailure && error.code === 'auth_error') return null;
      throw error;
    }
  }

  async #load(): Promise<OAuthToken | null> {
    const token = await this.context.tokens.load(this.#key);
    return token && isTokenOf(this.auth, token) ? token : null;
  }

  #isGood({ goodUntil }: OAuthToken): boolean {
    return goodUntil === null || this.context.now() < goodUntil;
  }

  async #obtain(old: OAuthToken | null): Promise<OAuthToken> {
    const granted =
      (old?.refreshToken ? await this.#refresh(old.refreshToken) : null) ?? (await this.#request());
    const token = keptToken(this.auth, granted, this.context.now());
    await this.context.tokens.save(this.#key, token);
    return token;
  }

  /** null: the refresh token is spent, and there is another way to a token. */
  async #refresh(spent: string): Promise<Granted | null> {
    try {
      const granted = await refreshToken(this.auth, spent, this.context.fetch);
      // RFC 6749 §6: a server that gives no new refresh token lets the old one stand
      return { ...granted, refreshToken: granted.refreshToken ?? spent };
    } catch (error) {
      if (!(error instanceof SendFailure) || error.details.reason !== 'invalid_grant') throw error;
      await this.context.tokens.save(this.#key, null);
      if (this.auth.grant !== 'authorization_code') return null;
      throw authError(`The sign-in is over: ${error.message} Sign in again.`, 'sign_in', error);
    }
  }

  #request(): Promise<Granted> {
    if (this.auth.grant !== 'authorization_code') return requestToken(this.auth, this.context.fetch);
    const message =
      'This session has no token for these OAuth 2 settings, or an old one. Sign in first. Nothing was sent.';
    return Promise.reject(authError(message, 'sign_in'));
  }

  /** Waits for its turn, but not beyond the end of the send. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const { tokens, signal } = this.context;
    signal.throwIfAborted();
    return new Promise<T>((resolve, reject) => {
      const stop = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', stop, { once: true });
      tokens
        .exclusively(this.#key, work)
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', stop));
    });
  }
}

/** A sign-in outlives a new client secret; every other token is asked for with the secrets, and is theirs alone. */
function proofOf({ grant, clientSecret, password }: OAuth2): string {
  return grant === 'authorization_code' ? '' : hash([clientSecret, password]);
}

function hash(parts: readonly (string | undefined)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part ?? '')))
    .digest('base64url');
}
