import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishExchange } from '@/lib/db/exchanges';
import { deleteCookies, loadCookies, putCookies } from '@/lib/db/jar';
import { openScope, type Scope } from '@/lib/db/scope';
import { deleteSession } from '@/lib/db/sessions';
import type { Cookie } from '@/lib/model/cookie';
import { freshDatabase, newDatabase, newScope, openForTest, SECRET } from '../support/database';
import { cookie, exchange, newSession, recordExchange } from './samples';

const HOST = 'www.a.test';
const nextTurn = promisify(setImmediate);

/** Two connections to one file, as two processes have them, and a session in it. */
async function twoAtOnce(): Promise<{ here: Scope; there: Scope; sessionId: string }> {
  const options = await newDatabase('sqlite');
  const [one, other] = [await openForTest(options), await openForTest(options)];
  const here = await newScope(one);
  const there = await openScope(other, here.workspaceId);
  if (there === null) throw new Error('the other connection does not see the workspace');
  return { here, there, sessionId: await newSession(here) };
}

/** A new connection has nothing to remember. */
async function asStored(scope: Scope, sessionId: string): Promise<readonly Cookie[]> {
  const db = await openForTest({ url: scope.db.url, dataDir: scope.db.dataDir, secret: SECRET });
  const anew = await openScope(db, scope.workspaceId);
  if (anew === null) throw new Error('the workspace is gone');
  return loadCookies(anew, sessionId, HOST);
}

const name = fc.constantFrom('a', 'b', 'c', 'd');
const domain = fc.constantFrom('www.a.test', 'a.test', 'b.test');
const one = fc.record({
  name,
  domain,
  at: fc.integer({ min: 0, max: 3 }),
  value: fc.string({ maxLength: 4 }),
});
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      put: fc.array(one, { maxLength: 3 }),
      remove: fc.array(one, { maxLength: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('edit' as const, 'elsewhere' as const),
      put: fc.array(one, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const), domain }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'look' as const }) },
);

const made = ({ name, domain, at, value }: { name: string; domain: string; at: number; value: string }) =>
  cookie(name, { domain, value, hostOnly: domain === HOST }, at);
const distinct = (all: readonly Cookie[]): Cookie[] => [
  ...new Map(all.map((each) => [`${each.domain} ${each.name}`, each])).values(),
];

describe('the cookies that are remembered from send to send', () => {
  it('are at every moment those of the database, whoever wrote to it', async () => {
    const { here, there, sessionId } = await twoAtOnce();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        for (const each of steps) {
          if (each.kind === 'send') {
            const put = distinct(each.put.map(made));
            const remove = each.remove
              .map(made)
              .filter((gone) => !put.some((kept) => kept.name === gone.name && kept.domain === gone.domain));
            await recordExchange(here, { ...exchange(sessionId), jar: { put, remove } });
          } else if (each.kind === 'edit') await putCookies(here, sessionId, each.put.map(made));
          else if (each.kind === 'elsewhere') await putCookies(there, sessionId, each.put.map(made));
          else if (each.kind === 'clear') await deleteCookies(there, sessionId, { domain: each.domain });
          // Another process is heard of in a later turn at the earliest.
          await nextTurn();
          const remembered = await loadCookies(here, sessionId, HOST);
          expect(remembered).toEqual(await loadCookies(there, sessionId, HOST));
        }
      }),
      { numRuns: 60 },
    );
    expect(await loadCookies(here, sessionId, HOST)).toEqual(await asStored(here, sessionId));
  });

  it('are the very same objects while nothing was written, and none of another workspace', async () => {
    const { here, sessionId } = await twoAtOnce();
    await putCookies(here, sessionId, [cookie('sid', { domain: HOST })]);
    const first = await loadCookies(here, sessionId, HOST);
    expect(await loadCookies(here, sessionId, HOST)).toBe(first);
    expect(await loadCookies(await newScope(here.db), sessionId, HOST)).toEqual([]);
    await finishExchange(here, {
      ...exchange(sessionId),
      jar: { put: [cookie('new', { domain: HOST }, 9)], remove: [] },
    });
    const second = await loadCookies(here, sessionId, HOST);
    expect(second.map(({ name: of }) => of)).toEqual(['sid', 'new']);
    // The one that stayed was not read again.
    expect(second[0]).toBe(first[0]);
  });

  it('are gone with their session', async () => {
    const scope = await newScope(await freshDatabase('sqlite'));
    const sessionId = await newSession(scope);
    await putCookies(scope, sessionId, [cookie('sid', { domain: HOST })]);
    expect(await loadCookies(scope, sessionId, HOST)).toHaveLength(1);
    await deleteSession(scope, sessionId);
    expect(await loadCookies(scope, sessionId, HOST)).toEqual([]);
  });
});
