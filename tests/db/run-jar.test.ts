import { describe, expect, it } from 'vitest';
import { beginExchange, finishExchange } from '@/lib/db/exchanges';
import { newId } from '@/lib/db/ids';
import { listCookies, loadCookies } from '@/lib/db/jar';
import { RunJar } from '@/lib/db/run-jar';
import type { JarChanges } from '@/lib/engine/contract';
import type { Cookie } from '@/lib/model/cookie';
import { freshDatabase, KINDS, newScope } from '../support/database';
import { cookie, newSession, record, spec } from './samples';

describe.each(KINDS)('the jar that a run has to itself, on %s', (kind) => {
  async function open(most: number) {
    const scope = await newScope(await freshDatabase(kind, { cookiesPerSession: most }));
    const sessionId = await newSession(scope);
    const jar = new RunJar(most);
    const send = async (changes: JarChanges): Promise<void> => {
      const id = newId();
      const { method, url } = spec;
      await beginExchange(scope, { id, sessionId, startedAt: new Date(), spec, method, url });
      const came = record(changes.put);
      const body = new Uint8Array();
      await finishExchange(scope, { id, sessionId, record: came, body, jar: changes, own: jar });
      jar.apply(changes, came);
    };
    const isAsStored = async (): Promise<void> => {
      expect(jar.list()).toEqual(await listCookies(scope, sessionId));
      for (const host of ['a.test', 'www.a.test', 'b.test'])
        expect(jar.load(host)).toEqual(await loadCookies(scope, sessionId, host));
    };
    return { send, isAsStored };
  }
  const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  const made = (name: string, second: number, more: Partial<Cookie> = {}): Cookie =>
    cookie(name, { createdAt: at(second), lastAccessedAt: at(second), ...more });

  it('is what the database holds: put, replaced, refreshed, removed and expired', async () => {
    const { send, isAsStored } = await open(3_000);
    await isAsStored();
    await send({ put: [made('b', 1), made('a', 2), made('c', 1, { domain: 'b.test' })], remove: [] });
    await isAsStored();
    await send({ put: [made('b', 1, { value: 'refreshed' }), made('a', 3)], remove: [] });
    await isAsStored();
    await send({
      put: [made('gone', 4, { expires: at(5) }), made('far', 4, { expires: '+012026-01-01T00:00:00.000Z' })],
      remove: [made('b', 1)],
    });
    await isAsStored();
  });

  it('is cut as the database cuts it', async () => {
    const { send, isAsStored } = await open(4);
    await send({ put: [made('a', 1), made('b', 2), made('old', 3, { expires: at(4) })], remove: [] });
    await isAsStored();
    await send({ put: [made('c', 5), made('d', 6), made('e', 7)], remove: [] });
    await isAsStored();
  });
});
