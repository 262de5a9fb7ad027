import fc from 'fast-check';

export const HOSTS = [
  'shop.test',
  'www.shop.test',
  'localhost',
  '127.0.0.1',
  '[::1]',
  'a.co.uk',
  'xn--bcher-kva.test',
  'shop.test.',
];
/** where a line comes from */
export const url = fc
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
/** A Set-Cookie line, likely or not, as latin-1 text. */
export const line = fc.oneof(garbage, likely);
