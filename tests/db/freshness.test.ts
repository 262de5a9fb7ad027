import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { Freshness, writtenBy } from '@/lib/db/freshness';
import { openScope } from '@/lib/db/scope';
import { SessionSettings } from '@/lib/model/session';
import { createToken, deleteToken, findToken } from '@/lib/db/tokens';
import { findSessionState, updateSession } from '@/lib/db/sessions';
import { getLocalWorkspace } from '@/lib/db/workspaces';
import { KINDS, newDatabase, openForTest } from '../support/database';
import { newSession } from './samples';

const nextTurn = promisify(setImmediate);

describe('what a statement writes to', () => {
  it.each([
    ['SELECT "id" FROM "Session"', undefined],
    ['PRAGMA data_version', undefined],
    ['INSERT INTO "Exchange" ("id") VALUES (?)', 'Exchange'],
    ['INSERT OR IGNORE INTO "Meta" ("key") VALUES (?)', 'Meta'],
    ['INSERT INTO `main`.`Share` (`id`) VALUES (?) RETURNING `id` AS `id`', 'Share'],
    ['UPDATE `main`.`Run` SET `state` = ?', 'Run'],
    ['UPDATE "ApiToken" SET "lastUsedAt" = ?', 'ApiToken'],
    // It may take along rows of any table.
    ['DELETE FROM "Session" WHERE "id" = ?', null],
    ['WITH t AS (SELECT 1) INSERT INTO "Session" SELECT * FROM t', null],
    ['ALTER TABLE "Session" ADD COLUMN "x" TEXT', null],
  ])('%s', (text, table) => {
    expect(writtenBy(text)).toBe(table);
  });
});

describe('the counts of writes', () => {
  it('are bounded, and tell one topic from another beyond that too', () => {
    const freshness = new Freshness(() => 1);
    freshness.note('Cookie:first');
    const old = freshness.mark('Cookie:first');
    expect(freshness.isFresh('Cookie:first', old)).toBe(true);
    // As many as there are runs, each with a jar of its own.
    for (let n = 0; n < 25_000; n += 1) freshness.note(`Cookie:run ${n}`);
    expect(freshness.isFresh('Cookie:first', old)).toBe(false);
    const mark = freshness.mark('Cookie:first');
    freshness.note('Cookie:another');
    expect(freshness.isFresh('Cookie:first', mark)).toBe(true);
    freshness.note('Cookie:first');
    expect(freshness.isFresh('Cookie:first', mark)).toBe(false);
  });
});

describe.each(KINDS)('what every call asks again, on %s', (kind) => {
  it('is forgotten as soon as this process or another one writes to it', async () => {
    const options = await newDatabase(kind);
    const [here, there] = [await openForTest(options), await openForTest(options)];
    const { workspaceId, userId } = await getLocalWorkspace(here);
    const [scope, other] = [await openScope(here, workspaceId), await openScope(there, workspaceId)];
    if (scope === null || other === null) throw new Error('no local workspace');
    const sessionId = await newSession(scope);
    const { id, token } = await createToken(scope, { name: 'ci', userId, role: 'editor' });
    const look = async () => {
      await nextTurn();
      const session = await findSessionState(scope, sessionId);
      return {
        owner: (await findToken(here, token))?.name,
        session: session?.name,
        headers: session?.headers,
      };
    };
    const before = await look();
    expect(before).toMatchObject({ owner: 'ci' });
    expect(await look()).toEqual(before);
    await updateSession(scope, sessionId, { name: 'renamed here' });
    expect(await look()).toMatchObject({ session: 'renamed here' });
    const settings = SessionSettings.parse({ headers: [['X-New', 'there']] });
    await updateSession(other, sessionId, { name: 'renamed there', settings });
    expect(await look()).toEqual({ owner: 'ci', session: 'renamed there', headers: [['X-New', 'there']] });
    await deleteToken(other, id, null);
    expect(await look()).toMatchObject({ owner: undefined, session: 'renamed there' });
  });

  it('refuses a token from the moment on at which it ends, though its row is the same', async () => {
    const db = await openForTest(await newDatabase(kind));
    const { workspaceId, userId } = await getLocalWorkspace(db);
    const scope = await openScope(db, workspaceId);
    if (scope === null) throw new Error('no local workspace');
    const ends = new Date(Date.now() + 1_000);
    const { token } = await createToken(scope, { name: 'ci', userId, role: 'editor', expiresAt: ends });
    expect(await findToken(db, token)).toMatchObject({ name: 'ci' });
    await vi.waitFor(async () => expect(await findToken(db, token)).toBeNull(), { timeout: 5_000 });
  });
});
