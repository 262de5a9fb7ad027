import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookieFromInput } from '@/lib/engine/cookie-input';
import { keyText } from '@/lib/engine/cookie-list';
import { cookieHeader } from '@/lib/engine/ledger';
import { Cookie } from '@/lib/model/cookie';
import { cookie, jarOf, NOW } from './cookie-jar';
import { line, url } from './cookie-lines';

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

  it('change no other cookie of a jar that they fill themselves', async () => {
    const many = fc.array(fc.tuple(url, line), { minLength: 100, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(many, async (lines) => {
        const { jar } = jarOf([], { cookiesPerHost: 1000 });
        let before = new Map<string, unknown>();
        for (const [from, setCookie] of lines) {
          const { stored, removed } = await jar.store(from, [setCookie]);
          const after = new Map(jar.changes().put.map((one) => [keyText(one), one]));
          const keys = [...new Set([...before.keys(), ...after.keys()])];
          const changed = keys.filter((key) => before.get(key) !== after.get(key));
          const named = new Set(stored.map(keyText));
          expect(changed.length).toBeLessThanOrEqual(1);
          expect(changed.filter((key) => !named.has(key))).toHaveLength(removed.length);
          before = after;
        }
      }),
      { numRuns: 100 },
    );
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
