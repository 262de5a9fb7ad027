import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookieFromInput } from '@/lib/engine/cookie-input';
import { keyText } from '@/lib/engine/cookie-list';
import { cookieHeader } from '@/lib/engine/ledger';
import { Cookie } from '@/lib/model/cookie';
import { cookie, jarOf, NOW } from './cookie-jar';

const HOSTS = [
  'shop.test',
  'www.shop.test',
  'localhost',
  '127.0.0.1',
  '[::1]',
  'a.co.uk',
  'xn--bcher-kva.test',
  'shop.test.',
];
const url = fc
  .tuple(
    fc.constantFrom('http', 'https'),
    fc.constantFrom(...HOSTS),
    fc.constantFrom('/', '/a', '/a/b?c', '/a%20b/;x/'),
  )
  .map(([scheme, host, path]) => `${scheme}://${host}${path}`);

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'a',
      'sid',
      '__Host-',
      '__proto__',
      '=',
      '==',
      ';',
      '; ',
      ' ',
      '\t',
      '"',
      ',',
      '\xa0',
      '\xff',
      '\0',
      '.',
      '-1',
      '0',
      '9e9',
    ],
    ...[
      'Domain',
      '.shop.test',
      'shop.test',
      'test',
      'co.uk',
      'Path',
      '/',
      '/a',
      'Max-Age',
      'Expires',
      'Secure',
      'HttpOnly',
    ],
    ...[
      'SameSite',
      'Lax',
      'Partitioned',
      'Sat, 06 Nov 2094 08:49:37 GMT',
      'Thu, 01 Jan 1970 00:00:00 GMT',
      '2094',
      '08:49:37',
    ],
  ),
  fc.string({
    maxLength: 12,
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
  }),
);
const garbage = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
const likely = fc
  .tuple(fc.constantFrom('a', 'sid', '__Secure-x'), garbage, fc.array(piece, { maxLength: 9 }))
  .map(([name, value, rest]) => `${name}=${value};${rest.join('')}`);
const line = fc.oneof(garbage, likely);

describe('10,000 random Set-Cookie lines', () => {
  it('never throw, change no other cookie, and are each accounted for', async () => {
    const others = [
      cookie({ name: 'kept', path: '/kept', secure: true }),
      cookie({ name: 'sid', domain: 'bank.test', hostOnly: false }),
      cookie({ name: 'sid', domain: '', hostOnly: false }),
    ];
    const keys = new Set(others.map(keyText));
    let survivors = 0;
    await fc.assert(
      fc.asyncProperty(url, line, async (from, setCookie) => {
        const { jar } = jarOf(others);
        const { stored, rejected, removed } = await jar.store(from, [setCookie]);
        const { put, remove } = jar.changes();
        survivors += stored.length;
        const accounted = stored.length + rejected.length === 1 && removed.length === 0;
        const alone =
          put.length === stored.length && put.every((one) => one === stored[0] && !keys.has(keyText(one)));
        return accounted && alone && remove.length === 0;
      }),
      { numRuns: 10_000 },
    );
    expect(survivors).toBeGreaterThan(1000);
  });

  it('R120 what is stored survives JSON, the schema and being put in again', async () => {
    await fc.assert(
      fc.asyncProperty(url, fc.array(line, { maxLength: 5 }), async (from, lines) => {
        const { jar } = jarOf();
        const { stored } = await jar.store(from, lines);
        for (const one of stored) {
          const read = Cookie.parse(JSON.parse(JSON.stringify(one)));
          expect(read).toEqual(one);
          expect(cookieFromInput(read, NOW + 5000)).toEqual(one);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('sends a stored cookie back byte for byte to where it came from', async () => {
    await fc.assert(
      fc.asyncProperty(url, line, async (from, setCookie) => {
        const { jar, header } = jarOf();
        const { stored } = await jar.store(from, [`${setCookie}; Path=/`]);
        const secure = stored.some((one) => one.secure) && from.startsWith('http:');
        expect(await header(from)).toBe(secure ? '' : cookieHeader(stored));
      }),
      { numRuns: 2000 },
    );
  });
});
