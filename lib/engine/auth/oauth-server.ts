import * as oauth from 'oauth4webapi';
import type { OAuth2 } from '@/lib/model/auth';
import { DEFAULT_HEADERS } from '@/lib/model/session';
import { oauthFailure } from './oauth-failure';
import type { TokenFetch } from './token-fetch';

/** What a token server answered. */
export interface Granted {
  accessToken: string;
  /** null: it gave none */
  refreshToken: string | null;
  /** seconds; null: it did not say */
  expiresIn: number | null;
}

/** A sign-in that came back from the provider's page. */
export interface CodeAnswer {
  /** of the address it came back to */
  parameters: URLSearchParams;
  state: string;
  verifier: string;
  redirectUri: string;
}

/** A token for the client, or for a user by name and password (RFC 6749 §4.4, §4.3). Fails with `auth_error`. */
export async function requestToken(auth: OAuth2, fetch: TokenFetch): Promise<Granted> {
  return asking(auth, async ({ server, client, proof }) => {
    const more = wishes(auth);
    if (auth.grant === 'password') {
      const user = { username: auth.username ?? '', password: auth.password ?? '' };
      return oauth.processGenericTokenEndpointResponse(
        server,
        client,
        await oauth.genericTokenEndpointRequest(
          server,
          client,
          proof,
          'password',
          { ...user, ...more },
          options(auth, fetch),
        ),
      );
    }
    const answer = oauth.clientCredentialsGrantRequest(server, client, proof, more, options(auth, fetch));
    return oauth.processClientCredentialsResponse(server, client, await answer);
  });
}

/** A new token for an old one's refresh token (RFC 6749 §6). Fails with `auth_error`. */
export async function refreshToken(auth: OAuth2, token: string, fetch: TokenFetch): Promise<Granted> {
  return asking(auth, async ({ server, client, proof }) => {
    const answer = oauth.refreshTokenGrantRequest(server, client, proof, token, options(auth, fetch));
    return oauth.processRefreshTokenResponse(server, client, await answer);
  });
}

/** The token for the code that a sign-in brought back (RFC 6749 §4.1.3, RFC 7636 §4.5). Fails with `auth_error`. */
export async function exchangeCode(auth: OAuth2, answer: CodeAnswer, fetch: TokenFetch): Promise<Granted> {
  return asking(auth, async ({ server, client, proof }) => {
    const parameters = new URLSearchParams(answer.parameters);
    // RFC 9207 compares `iss` with the issuer the client knows; here only its endpoints are known
    parameters.delete('iss');
    const checked = oauth.validateAuthResponse(server, client, parameters, answer.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      proof,
      checked,
      answer.redirectUri,
      answer.verifier,
      options(auth, fetch),
    );
    return oauth.processAuthorizationCodeResponse(server, client, response);
  });
}

/** A new secret of a sign-in: its state, and the verifier whose hash goes to the provider (RFC 7636 §4.1). */
export function newSignIn(): { state: string; verifier: string } {
  return { state: oauth.generateRandomState(), verifier: oauth.generateRandomCodeVerifier() };
}

/** The address at which a person signs in. Null when the one in the settings is not an http(s) URL. */
export async function signInUrl(
  auth: OAuth2,
  { state, verifier, redirectUri }: Omit<CodeAnswer, 'parameters'>,
): Promise<string | null> {
  const typed = auth.authorizationUrl ?? '';
  if (!URL.canParse(typed)) return null;
  const url = new URL(typed);
  if (!/^https?:$/.test(url.protocol)) return null;
  const parameters = {
    response_type: 'code',
    client_id: auth.clientId,
    redirect_uri: redirectUri,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...wishes(auth),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

interface Parties {
  server: oauth.AuthorizationServer;
  client: oauth.Client;
  proof: oauth.ClientAuth;
}

async function asking(
  auth: OAuth2,
  ask: (parties: Parties) => Promise<oauth.TokenEndpointResponse>,
): Promise<Granted> {
  try {
    const { access_token, refresh_token, expires_in } = await ask(partiesOf(auth));
    return {
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      expiresIn: expires_in ?? null,
    };
  } catch (error) {
    throw oauthFailure(error, auth.tokenUrl);
  }
}

function partiesOf(auth: OAuth2): Parties {
  const { tokenUrl, clientId, clientSecret = '' } = auth;
  const way = auth.clientAuth ?? (clientSecret ? 'basic' : 'none');
  const proofs = {
    basic: () => oauth.ClientSecretBasic(clientSecret),
    post: () => oauth.ClientSecretPost(clientSecret),
    none: () => oauth.None(),
  };
  return {
    // An issuer is only compared with what an ID token or `iss` says, and neither is looked at. The library takes
    // https alone; what may be dialled is the guard's to say, so the request goes to the URL as typed.
    server: { issuer: tokenUrl, token_endpoint: tokenUrl.replace(/^http:/i, 'https:') },
    client: { client_id: clientId },
    proof: proofs[way](),
  };
}

function wishes({ scope, audience }: OAuth2): Record<string, string> {
  return { ...(scope && { scope }), ...(audience && { audience }) };
}

function options({ tokenUrl }: OAuth2, fetch: TokenFetch) {
  const send: TokenFetch = (_, request) => fetch(new URL(tokenUrl).href, request);
  return { [oauth.customFetch]: send, headers: { 'user-agent': DEFAULT_HEADERS[0]?.[1] ?? 'playjar' } };
}
