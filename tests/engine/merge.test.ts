import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeAuth, mergeHeaders, mergeParams } from '@/lib/engine/merge';
import { timeouts } from '@/lib/engine/settings';
import { session, target, echo } from './session-under-test';
import { LIMITS } from './wire-support';

describe('headers', () => {
  it('R8, R9 overridden ones stay in place with the last spelling, new ones follow', () => {
    const merged = mergeHeaders(
      [
        ['User-Agent', 'a'],
        ['X-One', '1'],
        ['Accept', '*/*'],
      ],
      [
        ['X-New', 'n'],
        ['x-one', '2'],
      ],
    );
    expect(merged).toEqual([
      ['User-Agent', 'a'],
      ['x-one', '2'],
      ['Accept', '*/*'],
      ['X-New', 'n'],
    ]);
  });
  it('R6 null in the request removes the session’s', () => {
    expect(
      mergeHeaders(
        [
          ['Accept', '*/*'],
          ['B', '1'],
        ],
        [['ACCEPT', null]],
      ),
    ).toEqual([['B', '1']]);
  });
  it('R7 null in the session is not sent, unless the request gives a value', () => {
    expect(
      mergeHeaders(
        [
          ['Accept', null],
          ['B', '1'],
        ],
        undefined,
      ),
    ).toEqual([['B', '1']]);
    expect(
      mergeHeaders(
        [
          ['Accept', null],
          ['B', '1'],
        ],
        [['accept', 'x']],
      ),
    ).toEqual([
      ['accept', 'x'],
      ['B', '1'],
    ]);
  });
  it('keeps a request’s repeats together, in the place of the session’s', () => {
    expect(
      mergeHeaders(
        [
          ['A', '0'],
          ['B', '1'],
          ['a', '00'],
        ],
        [
          ['A', '1'],
          ['a', '2'],
        ],
      ),
    ).toEqual([
      ['A', '1'],
      ['a', '2'],
      ['B', '1'],
    ]);
  });
  it('R53 new names keep the order they were given in, repeats too', () => {
    const asked: [string, string][] = [
      ['a', '1'],
      ['b', '2'],
      ['A', '3'],
    ];
    expect(mergeHeaders([['c', '0']], asked)).toEqual([['c', '0'], ...asked]);
  });
  it('a null wipes what came before it', () => {
    expect(
      mergeHeaders(
        [['A', '0']],
        [
          ['A', '1'],
          ['A', null],
          ['A', '2'],
        ],
      ),
    ).toEqual([['A', '2']]);
  });
  it('is not fooled by names of the language', () => {
    expect(mergeHeaders([['__proto__', '1']], [['constructor', '2']])).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  const name = fc.constantFrom('a', 'A', 'b', 'B', 'c', '__proto__');
  const entry = fc.tuple(name, fc.option(fc.string(), { nil: null }));
  it('R6–R9 hold for any two lists', () => {
    fc.assert(
      fc.property(fc.array(entry), fc.array(entry), (ours, asked) => {
        const merged = mergeHeaders(ours, asked);
        const fold = (key: string): string => key.toLowerCase();
        for (const key of new Set([...ours, ...asked].map(([one]) => fold(one)))) {
          const over = asked.filter(([one]) => fold(one) === key);
          const own = ours.filter(([one]) => fold(one) === key);
          const after = over.slice(over.findLastIndex(([, value]) => value === null) + 1);
          const expected = over.length > 0 ? after : own.some(([, value]) => value === null) ? [] : own;
          expect(merged.filter(([one]) => fold(one) === key)).toEqual(expected);
        }
      }),
    );
  });
});

describe('params', () => {
  it('R10 are case-sensitive, R6 null removes', () => {
    expect(
      mergeParams(
        [
          ['foo', '1'],
          ['x', '2'],
        ],
        [
          ['FOO', '3'],
          ['x', null],
        ],
      ),
    ).toEqual([
      ['foo', '1'],
      ['FOO', '3'],
    ]);
  });
  it('R5, R11 a raw string on either side replaces', () => {
    expect(mergeParams([['a', '1']], 'b=2')).toBe('b=2');
    expect(mergeParams('a=1', [['b', '2']])).toEqual([['b', '2']]);
  });
  it('R4 nothing asked leaves the session’s', () => {
    for (const none of [undefined, null, '', []]) expect(mergeParams('a=1', none)).toBe('a=1');
    expect(mergeParams([['a', '1']], [])).toEqual([['a', '1']]);
  });
  it('R12 go with every request, after the URL’s own query', async () => {
    const server = await target(echo);
    const s = session({
      params: [
        ['s', '1'],
        ['both', 'session'],
      ],
    });
    await s.get(`${server.url}/?own=1`, {
      params: [
        ['both', 'request'],
        ['r', ['1', '2']],
      ],
    });
    expect(server.requests[0]?.url).toBe('/?own=1&s=1&both=request&r=1&r=2');
  });
});

describe('auth and timeouts', () => {
  const ours = { type: 'bearer', token: 's' } as const;
  const asked = { type: 'basic', username: 'u', password: 'p' } as const;
  it('R13 the request’s auth replaces the session’s; null and none switch it off', () => {
    expect(mergeAuth(ours, undefined)).toBe(ours);
    expect(mergeAuth(ours, asked)).toBe(asked);
    expect(mergeAuth(ours, null)).toBeNull();
    expect(mergeAuth(ours, { type: 'none' })).toBeNull();
    expect(mergeAuth({ type: 'none' }, undefined)).toBeNull();
  });
  it('R2, R145 the request’s timeout wins; null is the server’s ceiling; seconds in, milliseconds out', () => {
    const ceiling = { connectMs: LIMITS.connectMs, readMs: LIMITS.readMs };
    expect(timeouts(undefined, 0.5, LIMITS)).toEqual({ connectMs: 500, readMs: 500 });
    expect(timeouts({ connect: 0.25, read: null }, 0.5, LIMITS)).toEqual({
      connectMs: 250,
      readMs: LIMITS.readMs,
    });
    expect(timeouts(null, 0.5, LIMITS)).toEqual(ceiling);
    expect(timeouts(3600, null, LIMITS)).toEqual(ceiling);
  });
});
