import type { Auth, OAuth2 } from '@/lib/model/auth';

export type AuthKind = 'inherit' | Auth['type'];

/** An auth as it is being typed: every scheme keeps its own text, also while another one is chosen. */
export interface AuthDraft {
  kind: AuthKind;
  username: string;
  password: string;
  token: string;
  name: string;
  value: string;
  in: 'header' | 'query';
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  region: string;
  service: string;
  grant: OAuth2['grant'];
  tokenUrl: string;
  authorizationUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  audience: string;
  /** '' is the choice that fits the secret */
  clientAuth: NonNullable<OAuth2['clientAuth']> | '';
  headerPrefix: string;
}

export const EMPTY_AUTH: AuthDraft = {
  kind: 'inherit',
  username: '',
  password: '',
  token: '',
  name: '',
  value: '',
  in: 'header',
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  region: '',
  service: '',
  grant: 'client_credentials',
  tokenUrl: '',
  authorizationUrl: '',
  clientId: '',
  clientSecret: '',
  scope: '',
  audience: '',
  clientAuth: '',
  headerPrefix: 'Bearer',
};

/** The schemes by the names people know them by. */
export const AUTH_NAMES: Readonly<Record<Auth['type'], string>> = {
  none: 'None',
  basic: 'Basic',
  digest: 'Digest',
  bearer: 'Bearer token',
  apiKey: 'API key',
  oauth2: 'OAuth 2.0',
  awsSigV4: 'AWS signature v4',
};

/** The auth editor's text for an auth; `null` and `none` both switch the session's off. */
export function authDraft(auth: Auth | null | undefined): AuthDraft {
  if (auth === undefined) return EMPTY_AUTH;
  if (auth === null || auth.type === 'none') return { ...EMPTY_AUTH, kind: 'none' };
  const { type, ...fields } = auth;
  return { ...EMPTY_AUTH, ...fields, kind: type };
}

/** The auth as typed; undefined means "as the session says". */
export function authOf(auth: AuthDraft): Auth | undefined {
  switch (auth.kind) {
    case 'inherit':
      return undefined;
    case 'none':
      return { type: 'none' };
    case 'basic':
    case 'digest':
      return { type: auth.kind, username: auth.username, password: auth.password };
    case 'bearer':
      return { type: 'bearer', token: auth.token };
    case 'apiKey':
      return { type: 'apiKey', in: auth.in, name: auth.name, value: auth.value };
    case 'awsSigV4':
      return awsOf(auth);
    case 'oauth2':
      return oauthOf(auth);
  }
}

/** What was left empty is left out: AWS's own host names tell region and service. */
function awsOf(auth: AuthDraft): Auth {
  const { accessKeyId, secretAccessKey, sessionToken, region, service } = auth;
  return {
    type: 'awsSigV4',
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    ...(region && { region }),
    ...(service && { service }),
    in: auth.in,
  };
}

/** What was left empty, and what the grant does not use, is left out. */
export function oauthOf(auth: AuthDraft): OAuth2 {
  const { grant, tokenUrl, clientId, clientSecret, scope, audience, clientAuth } = auth;
  const { authorizationUrl, username, password, headerPrefix } = auth;
  return {
    type: 'oauth2',
    grant,
    tokenUrl: tokenUrl.trim(),
    ...(grant === 'authorization_code' && { authorizationUrl: authorizationUrl.trim() }),
    clientId,
    ...(clientSecret && { clientSecret }),
    ...(scope && { scope }),
    ...(audience && { audience }),
    ...(grant === 'password' && { username, password }),
    ...(clientAuth && { clientAuth }),
    ...(headerPrefix !== 'Bearer' && { headerPrefix }),
  };
}
