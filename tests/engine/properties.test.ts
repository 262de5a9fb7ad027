import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeHeaders, mergeParams } from '@/lib/engine/merge';
import { encodeParams } from '@/lib/engine/params';
import { prepareUrl } from '@/lib/engine/url';
import type { ParamEntry } from '@/lib/model/pairs';

const text = fc.string({ unit: 'binary', maxLength: 20 });

/** Bytes that a text with escapes stands for; a `%` that begins none stands for itself. */
function bytesOf(escaped: string): Buffer {
  const parts = escaped.split(/(%[0-9a-fA-F]{2})/);
  return Buffer.concat(
    parts.map((part, at) => (at % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}
const isBroken = (part: string): boolean => /%(?![0-9a-fA-F]{2})/.test(part);
/** What RFC 3986 lets stand in a path, a query and a fragment (§3.3–§3.5), with their delimiters. */
const LEGAL =
  /^\/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})+)?$/;

describe('the URL, said in another way', () => {
  // pieces that make escapes likely; no dot, so that no segment goes away
  const piece = fc.oneof(
    text.map((one) => one.replace(/[.?#\\]/g, '')),
    fc.constantFrom('%', '%7E', '%7e', '%2f', '%zz', '%C3%A9', 'é', ' ', '/', '&', '=', '+', '|', '"', '%25'),
  );
  const part = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const prepared = (path: string, query = ''): string =>
    prepareUrl(`http://h.test/${path}?${query}`, '').slice('http://h.test'.length);

  it('R48 holds only what RFC 3986 lets stand there, whatever was typed', () => {
    fc.assert(
      fc.property(part, part, (path, query) => {
        expect(prepared(path, query)).toMatch(LEGAL);
      }),
    );
  });
  it('R48, R49 means the bytes that were typed: escapes as they are, or a broken one makes all of them text', () => {
    fc.assert(
      fc.property(part, part, (path, query) => {
        const [pathOut = '', queryOut = ''] = prepared(path, query).split('?');
        // urllib3 writes escapes in upper case before it looks whether one is broken
        const meant = (one: string): Buffer =>
          isBroken(one)
            ? Buffer.from(one.replace(/%[0-9a-fA-F]{2}/g, (escape) => escape.toUpperCase()))
            : bytesOf(one);
        expect(bytesOf(pathOut).equals(meant(`/${path}`))).toBe(true);
        expect(bytesOf(queryOut).equals(meant(query))).toBe(true);
      }),
    );
  });
  it('R48 leaves reserved characters where they were, escaped or not', () => {
    const reserved = (one: string): string =>
      one.replace(/%[0-9a-fA-F]{2}/g, '').replace(/[^!$&'()*+,;=:@/]/g, '');
    fc.assert(
      fc.property(part, (query) => {
        fc.pre(!isBroken(query));
        expect(reserved(prepared('', query).slice(2))).toBe(reserved(query));
      }),
    );
  });
  it('R49 a second time changes nothing', () => {
    fc.assert(
      fc.property(part, part, (path, query) => {
        const once = prepareUrl(`http://h.test/${path}?${query}`, '');
        expect(prepareUrl(once, '')).toBe(once);
      }),
    );
  });
  it('R50 has no dot segment, and R47 begins with a slash', () => {
    const segment = fc.constantFrom('.', '..', '', 'a', 'b.c', '...', '%2E', '%2e%2e');
    fc.assert(
      fc.property(fc.array(segment), (segments) => {
        const path = prepared(segments.join('/')).split('?')[0] ?? '';
        expect(path).toMatch(/^\//);
        const typed = segments.filter((one) => !one.startsWith('%'));
        if (typed.length === segments.length) expect(path.split('/').slice(1)).not.toContain('..');
      }),
    );
  });
});

describe('parameters, read back by WHATWG', () => {
  const scalar = fc.oneof(text, fc.integer(), fc.boolean());
  const value = fc.oneof(
    scalar,
    fc.constant(null),
    fc.array(fc.option(scalar, { nil: null }), { maxLength: 4 }),
  );
  const entries = fc.array(fc.tuple(text, value), { maxLength: 8 });
  const flat = (pairs: readonly ParamEntry[]): [string, string][] =>
    pairs.flatMap(([name, one]) =>
      [one].flat().flatMap((each): [string, string][] => (each === null ? [] : [[name, String(each)]])),
    );

  it('R53–R55 come back one by one, in order, from the URL', () => {
    fc.assert(
      fc.property(entries, (pairs) => {
        const query = prepareUrl('http://h.test/', encodeParams(pairs)).split('?')[1] ?? '';
        expect([...new URLSearchParams(query)]).toEqual(flat(pairs));
      }),
    );
  });
  it('R52, R12 come after what the URL has, none lost', () => {
    fc.assert(
      fc.property(entries, entries, (own, more) => {
        const first = prepareUrl('http://h.test/', encodeParams(own));
        const both = prepareUrl(first, encodeParams(more)).split('?')[1] ?? '';
        expect([...new URLSearchParams(both)]).toEqual([...flat(own), ...flat(more)]);
      }),
    );
  });
});

describe('merging, said as Python says it: a dict updated by another, then without its nulls', () => {
  const names = ['a', 'A', 'b', 'B', 'c', 'D', '__proto__', 'constructor'];
  const list = (fold: (name: string) => string): fc.Arbitrary<[string, string | null][]> =>
    fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.option(text, { nil: null })), {
      selector: ([name]) => fold(name),
    });
  const model = (
    ours: readonly [string, string | null][],
    asked: readonly [string, string | null][],
    fold: (name: string) => string,
  ): unknown[] => {
    const dict = new Map<string, [string, string | null]>();
    for (const pair of [...ours, ...asked]) dict.set(fold(pair[0]), pair);
    return [...dict.values()].filter(([, one]) => one !== null);
  };
  const lower = (name: string): string => name.toLowerCase();
  const same = (name: string): string => name;

  it('R6–R9 headers: order, spelling, case and nulls', () => {
    fc.assert(
      fc.property(list(lower), list(lower), (ours, asked) => {
        expect(mergeHeaders(ours, asked)).toEqual(model(ours, asked, lower));
      }),
    );
  });
  it('R6, R7, R10 parameters: the same, but case counts', () => {
    fc.assert(
      fc.property(list(same), list(same), (ours, asked) => {
        expect(mergeParams(ours, asked)).toEqual(model(ours, asked, same));
      }),
    );
  });
});
