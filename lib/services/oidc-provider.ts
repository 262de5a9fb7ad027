import 'server-only';
import * as oauth from 'oauth4webapi';
import type { OidcSettings } from '@/lib/env/oidc';
import type { OidcPerson } from '@/lib/model/oidc';

const TIMEOUT_MS = 10_000;
const DISCOVERED_MS = 10 * 60_000;
const SCOPE = 'openid email profile';

let discovered: { issuer: string; until: number; server: Promise<oauth.AuthorizationServer> } | undefined;

/** What a sign-in is begun with and must come back with. */
export interface Secrets {
  state: string;
  nonce: string;
  verifier: string;
}

export function newSecrets(): Secrets {
  return {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
  };
}

/** The address of the provider's page (OpenID Connect Core §3.1.2.1, RFC 7636). @throws when it cannot be found out */
export async function authorizationUrl(
  settings: OidcSettings,
  { state, nonce, verifier }: Secrets,
  redirectUri: string,
): Promise<string> {
  const { authorization_endpoint: page } = await serverOf(settings);
  if (page === undefined) throw new Error('the provider names no authorization_endpoint');
  const url = new URL(page);
  const parameters = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: redirectUri,
    scope: SCOPE,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** The provider said no, in its own words. */
export class ProviderRefusal extends Error {}

/**
 * Who came back, by the code in what the provider sent them back with. State, issuer (RFC 9207), nonce, audience, times and
 * the signature of the ID token are checked by oauth4webapi.
 * @throws ProviderRefusal; anything else when something does not hold
 */
export async function personOf(
  settings: OidcSettings,
  returned: URLSearchParams,
  { state, nonce, verifier }: Secrets,
  redirectUri: string,
): Promise<OidcPerson> {
  const server = await serverOf(settings);
  const client: oauth.Client = { client_id: settings.clientId };
  const parameters = validated(server, client, returned, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    clientAuth(settings, server),
    parameters,
    redirectUri,
    verifier,
    options(),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, options());
  const told = oauth.getValidatedIdTokenClaims(tokens);
  if (told === undefined) throw new Error('the provider gave no ID token');
  const more =
    told['email'] === undefined ? await userInfo(settings, server, told.sub, tokens.access_token) : {};
  return toPerson(told.iss, told.sub, { ...told, ...more });
}

function validated(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  returned: URLSearchParams,
  state: string,
): URLSearchParams {
  try {
    return oauth.validateAuthResponse(server, client, returned, state);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) throw new ProviderRefusal(error.error);
    throw error;
  }
}

/** Many providers put email and name there alone (OpenID Connect Core §5.3). */
async function userInfo(
  settings: OidcSettings,
  server: oauth.AuthorizationServer,
  subject: string,
  accessToken: string,
): Promise<Record<string, unknown>> {
  if (server.userinfo_endpoint === undefined) return {};
  const client: oauth.Client = { client_id: settings.clientId };
  const response = await oauth.userInfoRequest(server, client, accessToken, options());
  return { ...(await oauth.processUserInfoResponse(server, client, subject, response)) };
}

function toPerson(issuer: string, subject: string, claims: Record<string, unknown>): OidcPerson {
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  // Some providers send the word instead of the boolean.
  const isVerified = claims['email_verified'] === true || claims['email_verified'] === 'true';
  return {
    issuer,
    subject,
    name: text('name') ?? text('preferred_username'),
    verifiedEmail: isVerified ? (text('email')?.toLowerCase() ?? null) : null,
  };
}

function clientAuth({ clientSecret }: OidcSettings, server: oauth.AuthorizationServer): oauth.ClientAuth {
  if (clientSecret === undefined) return oauth.None();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic')
    ? oauth.ClientSecretBasic(clientSecret)
    : oauth.ClientSecretPost(clientSecret);
}

async function serverOf(settings: OidcSettings): Promise<oauth.AuthorizationServer> {
  const { issuer } = settings;
  if (discovered?.issuer !== issuer || discovered.until < Date.now()) {
    const server = discover(settings);
    discovered = { issuer, until: Date.now() + DISCOVERED_MS, server };
    server.catch(() => (discovered = undefined));
  }
  return discovered.server;
}

async function discover(settings: OidcSettings): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(settings.issuer);
  const response = await oauth.discoveryRequest(issuer, { ...options(), algorithm: 'oidc' });
  return oauth.processDiscoveryResponse(issuer, response);
}

/** The issuer is the operator's word, never a user's, and so is asked without the guard of sends. */
function options() {
  return { signal: () => AbortSignal.timeout(TIMEOUT_MS) };
}
