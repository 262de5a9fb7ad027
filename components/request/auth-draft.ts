import type { Auth } from '@/lib/model/auth';

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
};

/** The schemes by the names people know them by. */
export const AUTH_NAMES: Readonly<Record<Auth['type'], string>> = {
  none: 'None',
  basic: 'Basic',
  digest: 'Digest',
  bearer: 'Bearer token',
  apiKey: 'API key',
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
