import type { Credentials } from './credentials';

/** RFC 7617. latin-1 as requests does (R123); departs for text outside it, which goes as UTF-8 instead of raising. */
export function basicValue(username: string, password: string): string {
  const pair = `${username}:${password}`;
  const isLatin1 = !/[^\0-\xff]/.test(pair);
  return `Basic ${Buffer.from(pair, isLatin1 ? 'latin1' : 'utf8').toString('base64')}`;
}

export function basic(username: string, password: string): Credentials {
  const value = basicValue(username, password);
  return { headers: () => [['Authorization', value]] };
}
