import { describe, expect, it } from 'vitest';
import { KnownSecrets } from '@/lib/sequence/known-secrets';
import { secretSpans } from '@/lib/sequence/secret-spans';

const SECRET = 'p&ss "wörd"/7+x=';
const known = new KnownSecrets([SECRET]);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const unicode = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
const entities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('ö', '&#xf6;');

describe('a secret that is known', () => {
  it.each<[string, string]>([
    ['as it is', `before ${SECRET} after`],
    ['percent-encoded', `a=1&b=${encodeURIComponent(SECRET)}&c=2`],
    ['percent-encoded as a form does', new URLSearchParams({ b: SECRET }).toString()],
    ['percent-encoded twice', `u=${encodeURIComponent(encodeURIComponent(SECRET))}`],
    ['every byte percent-encoded', [...Buffer.from(SECRET)].map((byte) => `%${byte.toString(16)}`).join('')],
    ['JSON-escaped', `x = "${json(SECRET)}";`],
    ['JSON-escaped twice', `x = "${json(json(SECRET))}";`],
    ['JSON-escaped, every character', `x = "${unicode(SECRET)}";`],
    ['with HTML entities', `<b title="${entities(SECRET)}">`],
    ['as base64', `Basic ${base64(SECRET)}`],
    ['inside base64', `Basic ${base64(`someone:${SECRET}`)}`],
    ['inside base64 that begins in the middle of a word', `x/y${base64(`someone:${SECRET}`)}`],
    ['inside base64url', Buffer.from(`??>>${SECRET}`).toString('base64url')],
    ['inside base64 of JSON', base64(JSON.stringify({ password: SECRET }))],
    ['inside base64 of base64', base64(base64(`x ${SECRET}`))],
    ['inside base64 that is percent-encoded', encodeURIComponent(base64(`user:${SECRET}`))],
    ['inside percent-encoded JSON', encodeURIComponent(JSON.stringify({ a: SECRET }))],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
  ])('is found %s', (_, text) => {
    expect(known.spans(text)).not.toEqual([]);
    expect(known.within(text)).toBe(true);
  });

  it('is not found where it is not', () => {
    const text = `${base64('someone:else')} ${encodeURIComponent('p&ss "other"')} p&ss "wörd`;
    expect(known.spans(text)).toEqual([]);
  });

  it('counts where it stands alone when it is short, and never where it is an ordinary word', () => {
    const short = new KnownSecrets(['4711', 'password', 'en']);
    expect(short.spans('4711')).toHaveLength(1);
    expect(short.spans('order 47110')).toEqual([]);
    expect([...short.spans('password'), ...short.spans('en')]).toEqual([]);
  });
});

describe('a secret that its form or name gives away', () => {
  const found = (text: string): string[] => secretSpans(text).map(({ start, end }) => text.slice(start, end));
  it.each<[string, string]>([
    ['sk_live_4eC39HqLyjWDarjtT1zdp7dc', 'pay with sk_live_4eC39HqLyjWDarjtT1zdp7dc!'],
    ['ghp_0123456789abcdefghijABCDEFGHIJ012345', 'git ghp_0123456789abcdefghijABCDEFGHIJ012345'],
    ['AKIAIOSFODNN7EXAMPLE', 'id AKIAIOSFODNN7EXAMPLE.'],
    [
      'xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy',
      'xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy',
    ],
    ['hunter2!', 'log in with password: hunter2!'],
    ['a.b-c', '{"access_token":"a.b-c","expires_in":3600}'],
    ['v4lue', 'https://h/?a=1&api_key=v4lue#x'],
    ['c0de', 'https://h/cb?code=c0de'],
    ['s3cret', 'postgres://me:s3cret@db/app'],
    ['abcdef123456', 'Authorization: Bearer abcdef123456'],
    ['sid=1; theme=dark', 'Cookie: sid=1; theme=dark'],
    ['k3y', '<input type="hidden" name="api_key" value="k3y">'],
    ['k3y', "<meta content='k3y' name='session-id'>"],
  ])('%s', (secret, text) => {
    expect(found(text)).toContain(secret);
  });

  it('takes a private key whole', () => {
    const pem = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQ\n-----END EC PRIVATE KEY-----';
    expect(found(`cert\n${pem}\nmore`)).toEqual([pem]);
  });

  it.each([
    '<input name="password" type="password" autocomplete="current-password">',
    'password: {{password}}',
    '{"password": true, "token_type": "bearer", "passwordHint": "min 8"}',
    '<input type="hidden" name="_csrf" value="abcdef">',
    'The token bucket of a session.',
  ])('leaves alone: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
