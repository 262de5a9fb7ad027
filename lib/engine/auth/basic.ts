import type { Credentials } from './credentials';

/** RFC 7617. latin-1 as requests does (R123); departs for text outside it, which goes as UTF-8 instead of raising. */
export function basic(username: string, password: string): Credentials {
  const pair = `${username}:${password}`;
  const isLatin1 = !/[^\0-\xff]/.test(pair);
  const value = `Basic ${Buffer.from(pair, isLatin1 ? 'latin1' : 'utf8').toString('base64')}`;
  return { headers: () => [['Authorization', value]] };
}
