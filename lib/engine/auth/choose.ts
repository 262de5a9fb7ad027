import type { Auth } from '@/lib/model/auth';
import { percentDecode } from '@/lib/engine/percent';
import { splitUrl } from '@/lib/engine/url';
import { apiKey } from './api-key';
import { awsSigV4 } from './aws-sig-v4';
import { basic } from './basic';
import { bearer } from './bearer';
import type { Credentials } from './credentials';
import { digest } from './digest';
import type { DigestNonces } from './digest-nonces';
import { oauth2 } from './oauth2';
import { tokenFetch, type TokenWay } from './token-fetch';
import { MomentaryTokens, type TokenStore } from './token-store';

/** What the schemes need besides their settings. */
export interface AuthContext {
  /** what the session learned from digest servers; without it each send is challenged */
  nonces?: DigestNonces | undefined;
  now?: (() => number) | undefined;
  /** the session's OAuth 2 tokens; without it each send asks for one */
  tokens?: TokenStore | undefined;
  /** how a token is fetched: as the send itself */
  way: TokenWay;
}

/** The credentials of a chosen auth. A new scheme is one more file and one more line here. */
export function credentialsOf(auth: Auth, context: AuthContext): Credentials {
  const { nonces, now = Date.now } = context;
  switch (auth.type) {
    case 'basic':
      return basic(auth.username, auth.password);
    case 'digest':
      return digest(auth, nonces);
    case 'bearer':
      return bearer(auth.token);
    case 'apiKey':
      return apiKey(auth.in, auth.name, auth.value);
    case 'awsSigV4':
      return awsSigV4(auth, now);
    case 'oauth2':
      return oauth2(auth, {
        tokens: context.tokens ?? new MomentaryTokens(),
        fetch: tokenFetch(context.way),
        signal: context.way.signal,
        now,
      });
    case 'none':
      return {};
  }
}

/** Basic credentials in a URL, used when there is no other auth (R124); both parts must be there (R125). */
export function urlCredentials(preparedUrl: string): Credentials | null {
  const { netloc } = splitUrl(preparedUrl);
  const at = netloc.lastIndexOf('@');
  const colon = netloc.indexOf(':');
  if (at === -1 || colon === -1 || colon > at || at === 1) return null;
  return basic(percentDecode(netloc.slice(0, colon)), percentDecode(netloc.slice(colon + 1, at)));
}
