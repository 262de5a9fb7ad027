import { describe, expect, it } from 'vitest';
import { parseChallenges } from '@/lib/engine/auth/challenges';
import { textEncoding } from '@/lib/engine/charset';
import { readFinalHead } from '@/lib/engine/final-head';
import { linksOf } from '@/lib/engine/links';
import { trim, trimEnd } from '@/lib/engine/trim';
import { nameInSetCookie } from '@/lib/model/cookie';

/** So much that reading it in quadratic time takes minutes, and the test its whole time. */
const MUCH = 500_000;
const SPACES = ' '.repeat(MUCH);

describe('a hostile header is read once', () => {
  it('with white space in the middle of its value', () => {
    const read = readFinalHead(`HTTP/1.1 200 OK\r\nX-A: a${SPACES}b\t \r\n\r\n`, false);
    expect('head' in read && read.head.headers).toEqual([['X-A', `a${SPACES}b`]]);
  });
  it('with white space in a Content-Length', () => {
    const read = readFinalHead(`HTTP/1.1 200 OK\r\nContent-Length: 1${SPACES}x\r\n\r\n`, false);
    expect(read).toMatchObject({ code: 'protocol_error', details: { reason: 'bad_content_length' } });
  });
  it('as a Link', () => {
    expect(linksOf([['Link', `<a${SPACES}b>; rel="x${'"'.repeat(MUCH)}y"`]])).toEqual([
      { url: `a${SPACES}b`, rel: `x${'"'.repeat(MUCH)}y` },
    ]);
  });
  it('as a Content-Type with a charset', () => {
    const type = `text/plain; charset = "latin1${SPACES}x" `;
    expect(textEncoding([['Content-Type', type]], new Uint8Array())).toBe(`latin1${SPACES}x`);
  });
  it('as a challenge', () => {
    expect(parseChallenges(`Digest nonce=${SPACES}"`)).toEqual([
      { scheme: 'digest', fields: {} },
      expect.anything(),
    ]);
    expect(parseChallenges('Digest realm="a", nonce= b , qop=, Basic realm = "c d"')).toEqual([
      { scheme: 'digest', fields: { realm: 'a', nonce: 'b', qop: '' } },
      { scheme: 'basic', fields: { realm: 'c d' } },
    ]);
  });
  it('as a Set-Cookie line', () => {
    expect(nameInSetCookie(` a${SPACES}b =c; d`)).toBe(`a${SPACES}b`);
    expect(nameInSetCookie('only; Path=/')).toBe('only');
  });
});

it('trims what it is told to, and nothing else', () => {
  expect([trim(' \ta b\t'), trim('\u00a0a'), trim('  ')]).toEqual(['a b', '\u00a0a', '']);
  expect([trim('<"a">', '<>"'), trimEnd('/a//', '/')]).toEqual(['a', '/a']);
});
