import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listCookies, loadCookies, putCookies, replaceCookies } from '@/lib/db/jar';
import { Jar } from '@/lib/engine/cookies';
import { cookieHeader } from '@/lib/engine/ledger';
import { isExpired } from '@/lib/engine/cookie-list';
import { HOSTS, line, url } from '../engine/cookie-lines';
import { fileDatabase, newScope } from '../support/database';
import { newSession } from './samples';

const limits = { cookiesPerHost: 180, cookiesPerSession: 3000 };

describe('any cookie that the engine keeps, through the store', () => {
  it('R120 comes back the same, in the same order, and is sent as before', async () => {
    const scope = await newScope(await fileDatabase('sqlite'));
    const session = await newSession(scope);
    const lines = fc.array(fc.tuple(url, line), { minLength: 20, maxLength: 40 });
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(lines, async (all) => {
        const now = Date.now();
        const jar = new Jar(async () => [], { limits, now: () => now });
        for (const [from, setCookie] of all) await jar.store(from, [setCookie]);
        const { put } = jar.changes();
        kept += put.length;
        await replaceCookies(scope, session, []);
        await putCookies(scope, session, put);

        const listed = await listCookies(scope, session);
        const byAge = put.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
        expect(listed).toEqual(byAge.filter((one) => !isExpired(one, Date.now())));
        for (const host of HOSTS) {
          const again = new Jar((name) => loadCookies(scope, session, name), { limits, now: () => now });
          for (const at of [`http://${host}/a/b`, `https://${host}/`]) {
            const before = cookieHeader((await jar.cookiesFor(at)).sent);
            expect(cookieHeader((await again.cookiesFor(at)).sent)).toBe(before);
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(kept).toBeGreaterThan(100);
  });
});
