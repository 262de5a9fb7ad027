import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SendFailure } from '@/lib/engine/failure';
import { encodeParams } from '@/lib/engine/params';
import { formEncode, requote } from '@/lib/engine/percent';
import { prepareUrl, shownUrl, wireUrl } from '@/lib/engine/url';

function outcome(url: string, params = ''): string {
  try {
    return prepareUrl(url, params);
  } catch (error) {
    if (error instanceof SendFailure && error.details.field === 'url') return error.code;
    throw error;
  }
}

describe('the URL as requests spells it', () => {
  // every row was read off requests 2.34 with urllib3 2.7
  it.each([
    ['R40', '  http://h.test/', 'http://h.test/'],
    ['R40', 'http://h.test/a ', 'http://h.test/a%20'],
    ['R45', 'http://straße.test/', 'http://xn--strae-oqa.test/'],
    ['R45', 'http://Königsgäßchen.test/', 'http://xn--knigsgchen-b4a3dun.test/'],
    ['R45', 'http://ジェーピーニック.jp', 'http://xn--hckqz9bzb1cyrb.jp/'],
    ['R46', 'HTTP://EXAMPLE.test:80/A', 'http://example.test:80/A'],
    ['R46', 'https://h.test:443', 'https://h.test:443/'],
    ['R46', 'http://h.test:0080/', 'http://h.test:80/'],
    ['R46', 'http://[2001:db8:0:0::1]:8080/', 'http://[2001:db8:0:0::1]:8080/'],
    ['R46', 'http://1/', 'http://1/'],
    ['R47', 'http://h.test', 'http://h.test/'],
    ['R47', 'http://h.test?a=1', 'http://h.test/?a=1'],
    ['R48', 'http://h.test/é?ü#ß', 'http://h.test/%C3%A9?%C3%BC#%C3%9F'],
    ['R48', 'http://h.test/|^{}`"<>\\', 'http://h.test/%7C%5E%7B%7D%60%22%3C%3E%5C'],
    ['R48', "http://h.test/!$&'()*+,;=:@", "http://h.test/!$&'()*+,;=:@"],
    ['R49', 'http://h.test/%7Ea%2fb%c3%a9', 'http://h.test/~a%2Fb%C3%A9'],
    ['R49', 'http://h.test/%zz%20', 'http://h.test/%25zz%2520'],
    ['R50', 'http://h.test/a/../b/./c', 'http://h.test/b/c'],
    ['R50', 'http://h.test//a', 'http://h.test//a'],
    ['R50', 'http://h.test/../../x/..', 'http://h.test/'],
    ['R51', 'http://h.test/?#', 'http://h.test/'],
    ['R57', 'http://h.test/a#frag', 'http://h.test/a#frag'],
    ['R58', 'http://u:p@h.test/', 'http://u:p@h.test/'],
    ['R58', 'http://u@x:p@h.test/', 'http://u%40x:p@h.test/'],
  ])('%s %s', (_, url, expected) => {
    expect(outcome(url)).toBe(expected);
  });

  it.each([
    ['R41', 'example.test', 'missing_schema'],
    ['R41', '//example.test/a', 'missing_schema'],
    ['R41', 'http', 'missing_schema'],
    ['R59', '', 'missing_schema'],
    ['R42', 'localhost:3128', 'invalid_schema'],
    ['R42', '10.122.1.1:3128/', 'invalid_schema'],
    ['R42', 'mailto:user@example.test', 'invalid_schema'],
    ['R42', 'data:text/html,hi', 'invalid_schema'],
    ['R42', 'ftp://h.test/', 'invalid_schema'],
    ['R42', 'http+unix://%2Frun%2Fsocket/x', 'invalid_schema'],
    ['R43', 'http://', 'invalid_url'],
    ['R43', 'http:///x', 'invalid_url'],
    ['R43', 'http:/x', 'invalid_url'],
    ['R43', 'http://[::1', 'invalid_url'],
    ['R43', 'http://[not:v6]/', 'invalid_url'],
    ['R43', 'http://h.test:65536/', 'invalid_url'],
    ['R43', 'http://h.test:x/', 'invalid_url'],
    ['R44', 'http://*', 'invalid_url'],
    ['R44', 'http://*.h.test/', 'invalid_url'],
    ['R44', 'http://.h.test/', 'invalid_url'],
    ['R45', 'http://☃.net/', 'invalid_url'],
    ['R45', 'http://xn--n3h☃.net/', 'invalid_url'],
    ['departs from R43', 'http://h test/', 'invalid_url'],
    ['departs from R43', 'http://h.test\r\nX-A: 1/', 'invalid_url'],
    ['departs from R43', 'http://h.test\0/', 'invalid_url'],
    ['departs from R43', 'http://[fe80::1%25eth0]/', 'invalid_url'],
    ['departs from R43', 'http://127.0.0.1%00.h.test/', 'invalid_url'],
  ])('%s refuses %j', (_, url, code) => {
    expect(outcome(url)).toBe(code);
  });

  it('R41 says what is missing, and no secret with it', () => {
    expect(() => prepareUrl('example.test/a', '')).toThrow(
      "Invalid URL 'example.test/a': No scheme supplied. Perhaps you meant https://example.test/a?",
    );
    expect(shownUrl('ftp://user:secret@h/p?token=secret#secret')).toBe('ftp://…@h/p');
  });

  it('decodes an escaped host before it is checked, so that no parser sees another one', () => {
    expect(outcome('http://127%2e0.0.1/')).toBe('http://127.0.0.1/');
  });

  it('puts brackets and stray escapes on the request line as urllib3 does', () => {
    expect(wireUrl('http://h.test/a?x=[1]#f')).toBe('http://h.test/a?x=%5B1%5D#f');
    expect(wireUrl('http://[::1]:80/a?x=%')).toBe('http://[::1]:80/a?x=%25');
    expect(wireUrl('http://h.test/plain?q=1')).toBe('http://h.test/plain?q=1');
    // R51: what raw params that begin with a fragment leave
    expect(wireUrl('http://h.test/p?#x')).toBe('http://h.test/p#x');
  });
});

describe('query parameters', () => {
  it('R52 come after the URL’s own query and before the fragment', () => {
    expect(outcome('http://h.test/a?b=1#f', 'c=2')).toBe('http://h.test/a?b=1&c=2#f');
  });
  it('R53, R54, R55 keep order, repeat lists, drop null, keep empty text', () => {
    const text = encodeParams([
      ['z', 'ä b*~'],
      ['a', ['1', null, 2]],
      ['n', null],
      ['e', ''],
      ['l', []],
      ['t', true],
      ['f[o]', "!'()"],
    ]);
    expect(text).toBe('z=%C3%A4+b%2A~&a=1&a=2&e=&t=true&f%5Bo%5D=%21%27%28%29');
  });
  it('R56 a raw string is appended as it is, then quoted', () => {
    expect(encodeParams('a=1&b=x y|')).toBe('a=1&b=x y|');
    expect(outcome('http://h.test/', 'a=x y|&b=[1]')).toBe('http://h.test/?a=x%20y%7C&b=[1]');
  });
  it('R55 any text comes back from its encoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = formEncode(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9_.~+-]|%[0-9A-F]{2})*$/);
        expect(new URLSearchParams(`a=${encoded}`).get('a')).toBe(text);
      }),
    );
  });
  it('a lone surrogate goes out as U+FFFD instead of breaking the send', () => {
    expect(formEncode('a\uD800')).toBe('a%EF%BF%BD');
  });
});

describe('quoting', () => {
  it('R49 is done once: a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), (url, more) => {
        const once = outcome(url + more);
        fc.pre(once.startsWith('http'));
        expect(requote(once)).toBe(once);
        expect(outcome(once)).toBe(once.replace(/[[\]]/g, (c) => (c === '[' ? '%5B' : '%5D')));
      }),
    );
  });
});
