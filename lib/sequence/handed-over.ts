import type { Auth } from '@/lib/model/auth';
import type { SessionSettings } from '@/lib/model/session';
import { keyShaped, kindByName, kindByParam } from './secrets';

const AUTH_WORDS: Readonly<Record<Auth['type'], string | null>> = {
  basic: 'user name and password',
  digest: 'user name and password',
  bearer: 'bearer token',
  apiKey: 'API key',
  awsSigV4: 'AWS access key',
  oauth2: 'OAuth 2 settings',
  none: null,
};

/** How much lies with a session beside its settings. */
export interface Belongings {
  cookies: number;
  tokens: number;
  checkpoints: number;
  sends: number;
}

/**
 * What others get with a session when it is shared, each in a few words, secrets by their names alone: `6 cookies`,
 * `bearer token`. What has no secret in it (a timeout, an Accept header) is left out.
 */
export function handedOver(settings: SessionSettings, held: Belongings): string[] {
  const { auth, headers, params, variables, cert, proxies } = settings;
  const named = (what: string, pairs: readonly (readonly [string, unknown])[], isSecret: IsSecret) =>
    pairs
      .filter(([name, value]) => typeof value === 'string' && value !== '' && isSecret(name, value))
      .map(([name]) => `${what} ${name}`);
  const signIn = auth && AUTH_WORDS[auth.type];
  const withPassword = Object.values(proxies).some((url) => url !== null && /\/\/[^/]*@/.test(url));
  return [
    ...counted(held.cookies, 'cookie'),
    ...(signIn ? [signIn] : []),
    ...counted(held.tokens, 'OAuth token'),
    ...named('header', headers, looksSecret(kindByName)),
    ...named('param', Array.isArray(params) ? params : [], looksSecret(kindByParam)),
    ...named('variable', Object.entries(variables), looksSecret(kindByName)),
    ...(cert ? ['client certificate with its key'] : []),
    ...(withPassword ? ['password of a proxy'] : []),
    ...counted(held.checkpoints, 'checkpoint'),
    ...counted(held.sends, 'past request'),
  ];
}

type IsSecret = (name: string, value: string) => boolean;

function looksSecret(byName: (name: string) => unknown): IsSecret {
  return (name, value) => Boolean(byName(name)) || keyShaped(value) !== null;
}

function counted(count: number, noun: string): string[] {
  if (count === 0) return [];
  return [count === 1 ? `1 ${noun}` : `${count.toLocaleString('en')} ${noun}s`];
}
