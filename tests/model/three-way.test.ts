import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame, mergeThreeWay } from '@/lib/model/three-way';

type Pairs = [string, string][];
const headers = (...pairs: Pairs) => ({ url: 'http://a.test', headers: pairs });

describe('two changes of one value', () => {
  it('to different fields are both kept, and what came in is told', () => {
    const base = { name: 'Log in', spec: { method: 'GET', url: 'http://a.test' } };
    const theirs = { ...base, spec: { ...base.spec, url: 'http://b.test' } };
    const mine = { ...base, name: 'Sign in' };
    expect(mergeThreeWay(base, theirs, mine)).toEqual({
      value: { name: 'Sign in', spec: { method: 'GET', url: 'http://b.test' } },
      cameIn: [['spec', 'url']],
      overlaps: [],
    });
  });

  it('to one field are an overlap with both of them, and mine stands until somebody chose', () => {
    const merged = mergeThreeWay({ url: 'a' }, { url: 'b' }, { url: 'c' });
    expect(merged).toEqual({
      value: { url: 'c' },
      cameIn: [],
      overlaps: [{ path: ['url'], theirs: 'b', mine: 'c' }],
    });
    expect(mergeThreeWay({ url: 'a' }, { url: 'b' }, { url: 'c' }, () => 'theirs')).toEqual({
      value: { url: 'b' },
      cameIn: [['url']],
      overlaps: [],
    });
  });

  it('of the same kind are no overlap', () => {
    expect(mergeThreeWay({ url: 'a' }, { url: 'b' }, { url: 'b' }).overlaps).toEqual([]);
  });

  it('add and take away headers, each by its name', () => {
    const base = headers(['Accept', '*/*'], ['X-Old', '1']);
    const theirs = headers(['Accept', '*/*'], ['X-Old', '1'], ['X-Theirs', 't']);
    const mine = headers(['X-Mine', 'm'], ['Accept', 'text/html']);
    expect(mergeThreeWay(base, theirs, mine)).toEqual({
      value: headers(['X-Mine', 'm'], ['Accept', 'text/html'], ['X-Theirs', 't']),
      cameIn: [['headers', 'X-Theirs']],
      overlaps: [],
    });
  });

  it('one of which takes away what the other changed are an overlap', () => {
    const { overlaps } = mergeThreeWay(headers(['X', '1']), headers(['X', '2']), headers());
    expect(overlaps).toEqual([{ path: ['headers', 'X'], theirs: ['X', '2'], mine: undefined }]);
  });

  it('keep steps apart by their ids, wherever they were moved', () => {
    const step = (id: string, name = id) => ({ id, name });
    const base = { steps: [step('1'), step('2'), step('3')] };
    const theirs = { steps: [step('1'), step('2', 'renamed'), step('3'), step('4')] };
    const mine = { steps: [step('3'), step('1'), step('2')] };
    expect(mergeThreeWay(base, theirs, mine).value.steps).toEqual([
      step('3'),
      step('4'),
      step('1'),
      step('2', 'renamed'),
    ]);
    const other = { steps: [step('2'), step('1'), step('3')] };
    expect(mergeThreeWay(base, other, mine).overlaps.map(({ path }) => path)).toEqual([['steps', 'order']]);
  });

  it('to one check of a list without names are an overlap, and to two are none', () => {
    const check = (value: number) => ({ source: 'status', operator: 'equals', value });
    const base = { assert: [check(200), check(201)] };
    const clash = mergeThreeWay(
      base,
      { assert: [check(204), check(201)] },
      { assert: [check(301), check(201)] },
    );
    expect(clash.overlaps.map(({ path }) => path)).toEqual([['assert']]);
    const both = mergeThreeWay(
      base,
      { assert: [check(200), check(201), check(202)] },
      { assert: [check(200)] },
    );
    expect(both).toMatchObject({ value: { assert: [check(200), check(202)] }, overlaps: [] });
  });

  it('do not mix two types of body', () => {
    const text = { body: { type: 'text', text: 'a' } };
    const form = { body: { type: 'form', fields: [] } };
    const { overlaps } = mergeThreeWay<{ body: object }>(text, form, { body: { type: 'text', text: 'b' } });
    expect(overlaps.map(({ path }) => path)).toEqual([['body']]);
  });

  it('are all overlaps where what they began from is not known any more', () => {
    const merged = mergeThreeWay(null, { a: 1, b: 2, c: [['x', 1]] }, { a: 1, b: 3, c: [] });
    expect(merged.overlaps.map(({ path }) => path)).toEqual([['b'], ['c', 'x']]);
  });

  const pair = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3'));
  const value = fc.record({
    url: fc.constantFrom('x', 'y', 'z'),
    headers: fc.uniqueArray(pair, { selector: ([name]) => name }),
    assert: fc.array(fc.record({ value: fc.constantFrom(1, 2, 3) }), { maxLength: 3 }),
  });

  it('lose nothing: where there is no overlap, each side’s change is in it or its place was left alone', () => {
    fc.assert(
      fc.property(value, value, value, (base, theirs, mine) => {
        expect(mergeThreeWay(base, base, mine).value).toEqual(mine);
        expect(mergeThreeWay(base, theirs, base).value).toEqual(theirs);
        const { value: merged, overlaps } = mergeThreeWay(base, theirs, mine);
        const other = mergeThreeWay(base, mine, theirs);
        expect(other.overlaps.length).toBe(overlaps.length);
        const urls = [base, theirs, mine].map(({ url }) => url);
        if (overlaps.length === 0) {
          if (urls[1] !== urls[0]) expect(merged.url).toBe(urls[1]);
          if (urls[2] !== urls[0]) expect(merged.url).toBe(urls[2]);
          const asSet = (pairs: readonly unknown[]) => pairs.map((one) => JSON.stringify(one)).sort();
          expect(isSame(asSet(merged.headers), asSet(other.value.headers))).toBe(true);
        }
      }),
    );
  });
});
