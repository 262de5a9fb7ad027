import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyMigrations } from '@/lib/commands/migrate';
import { openDatabase, type Database } from '@/lib/db/database';
import { createCheckpoint } from '@/lib/db/checkpoints';
import { findExchange, findExchangeBody, listExchanges } from '@/lib/db/exchanges';
import { newId } from '@/lib/db/ids';
import { listCookies, putCookies } from '@/lib/db/jar';
import { appendRunStep, createRun } from '@/lib/db/runs';
import { createSavedRequest } from '@/lib/db/saved-requests';
import { openScope } from '@/lib/db/scope';
import { createSequence } from '@/lib/db/sequences';
import { createSession, findSession } from '@/lib/db/sessions';
import { createShare } from '@/lib/db/shares';
import { RequestSpec } from '@/lib/model/request-spec';
import { SessionSettings } from '@/lib/model/session';
import { freshDatabase, KINDS, newDatabase, newScope, openForTest, SECRET } from '../support/database';
import { cookie, exchange, newSession, record, recordExchange, sequence } from './samples';

const CANARY = 'canary7f3a';
const TABLES = [
  'Meta',
  'User',
  'Workspace',
  'Session',
  'Cookie',
  'Exchange',
  'SavedRequest',
  'Sequence',
  'Step',
  'Run',
  'RunStep',
  'Checkpoint',
  'Share',
  'Replay',
  'ApiToken',
];

/** Every column of every row as one latin-1 text. */
async function dump(db: Database): Promise<string> {
  let text = '';
  for (const table of TABLES) {
    for (const row of await db.sql.all<Record<string, unknown>>(`SELECT * FROM "${table}"`, [])) {
      text += Object.values(row)
        .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
        .join(' ');
    }
  }
  return text;
}

const newSecret = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

describe.each(KINDS)('what is stored on %s', (kind) => {
  it('fault 66: holds no value of a request, a response, a cookie or a setting in clear', async () => {
    const db = await freshDatabase(kind);
    const scope = await newScope(db);
    const spec = RequestSpec.parse({
      url: `http://a.test/${CANARY}`,
      headers: [['Authorization', CANARY]],
      auth: { type: 'basic', username: CANARY, password: CANARY },
      body: { type: 'json', value: { password: CANARY } },
    });
    const settings = SessionSettings.parse({
      variables: { token: CANARY },
      auth: { type: 'bearer', token: CANARY },
    });
    const { id: sessionId } = await createSession(scope, { name: 'Session', settings });
    const secret = cookie('sid', { value: CANARY });
    const sent = { ...exchange(sessionId, [secret]), spec, url: spec.url, body: Buffer.from(CANARY) };
    sent.record.request.headers.push(['Cookie', `sid=${CANARY}`]);
    await recordExchange(scope, sent);
    await createSavedRequest(scope, { name: 'Saved', spec });
    const steps = sequence().steps.map((step) => ({ ...step, request: spec }));
    const variables = [{ name: 'password', default: CANARY, secret: true }];
    const { id: sequenceId } = await createSequence(scope, { ...sequence(), steps, variables });
    const runId = newId();
    await createRun(scope, { id: runId, sequenceId, sessionId, stepCount: 1, startedAt: new Date() });
    const result = {
      stepId: 'first',
      name: 'First',
      request: spec,
      status: 'passed' as const,
      exchange: null,
      assertions: [],
    };
    await appendRunStep(scope, runId, 0, {
      ...result,
      extracted: [{ variable: 'v', value: CANARY, secret: true }],
      jarBefore: [],
      jarAfter: [secret],
    });
    await createCheckpoint(scope, { sessionId, name: 'in', cookies: [secret] });
    const findings = [
      { where: 'x', places: ['x'], kind: 'token' as const, preview: CANARY, outcome: 'prompted' as const },
    ];
    const share = await createShare(scope, {
      sequenceId,
      name: 'S',
      mode: 'replay',
      snapshot: { steps },
      findings,
      expiresAt: null,
      maxReplays: null,
    });

    const text = await dump(db);
    expect(text).toContain('Session');
    for (const shape of [
      CANARY,
      Buffer.from(CANARY).toString('base64').slice(0, 12),
      Buffer.from(CANARY).toString('hex'),
      share.token,
    ]) {
      expect(text).not.toContain(shape);
    }
  });

  it('fault 65: opens only where it was sealed: moved to another row it is unreadable, and stays', async () => {
    const db = await freshDatabase(kind);
    const scope = await newScope(db);
    const sessionId = await newSession(scope);
    await putCookies(scope, sessionId, [cookie('a'), cookie('b')]);
    expect(await listCookies(scope, sessionId)).toHaveLength(2);
    await db.sql.write([
      {
        text: `UPDATE "Cookie" SET "sealed" = (SELECT "sealed" FROM "Cookie" WHERE "name" = 'a') WHERE "name" = 'b'`,
        args: [],
      },
    ]);
    await expect(listCookies(scope, sessionId)).rejects.toMatchObject({ code: 'secret_unreadable' });
    expect(await listCookies(scope, sessionId, { name: 'a' })).toEqual([cookie('a')]);
    expect(await db.prisma.cookie.count()).toBe(2);
  });

  it('fault 65: does not open in another workspace or another column', async () => {
    const db = await freshDatabase(kind);
    const [one, two] = [await newScope(db), await newScope(db)];
    const sealed = one.vault.sealBytes({ column: 'Exchange.sealedBody', row: 'x' }, Buffer.from('secret'));
    expect(one.vault.openBytes({ column: 'Exchange.sealedBody', row: 'x' }, sealed).toString()).toBe(
      'secret',
    );
    const elsewhere = [
      () => two.vault.openBytes({ column: 'Exchange.sealedBody', row: 'x' }, sealed),
      () => one.vault.openBytes({ column: 'Exchange.sealedSpec', row: 'x' }, sealed),
      () => one.vault.openBytes({ column: 'Exchange.sealedBody', row: 'y' }, sealed),
    ];
    for (const open of elsewhere)
      expect(open).toThrow(expect.objectContaining({ code: 'secret_unreadable' }));
  });

  it('fault 65: does not open with a bit changed, a tag of 4 bytes, or nothing in it', async () => {
    const scope = await newScope(await freshDatabase(kind));
    const place = { column: 'Exchange.sealedBody', row: 'x' };
    const sealed = scope.vault.sealBytes(place, Buffer.from('secret'));
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => scope.vault.openBytes(place, changed), `byte ${at}`).toThrow(
        expect.objectContaining({ code: 'secret_unreadable' }),
      );
    }
    for (const length of [0, 1, 16, 32, sealed.length - 12, sealed.length - 1]) {
      expect(() => scope.vault.openBytes(place, sealed.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'secret_unreadable' }),
      );
    }
  });

  it('fault 65: does not open what was deflated as if it had not been', async () => {
    const scope = await newScope(await freshDatabase(kind));
    const place = { column: 'Exchange.sealedBody', row: 'x' };
    const plain = Buffer.alloc(1024 * 1024, 'secret ');
    const deflated = await scope.vault.sealLarge(place, plain);
    expect((await scope.vault.openLarge(place, deflated)).equals(plain)).toBe(true);
    for (const sealed of [deflated, scope.vault.sealBytes(place, plain)]) {
      sealed[0] = (sealed[0] ?? 0) ^ 3;
      await expect(scope.vault.openLarge(place, sealed)).rejects.toMatchObject({ code: 'secret_unreadable' });
    }
  });

  it('fault 64: leaves other exchanges readable when one is not, and lists that one too', async () => {
    const db = await freshDatabase(kind);
    const scope = await newScope(db);
    const sessionId = await newSession(scope);
    const [bad, good] = [exchange(sessionId), { ...exchange(sessionId), record: record() }];
    await recordExchange(scope, bad);
    await recordExchange(scope, good);
    await db.sql.write([
      {
        text: 'UPDATE "Exchange" SET "sealedRecord" = ? WHERE "id" = ?',
        args: [Buffer.from('junk'), bad.id],
      },
    ]);
    await db.sql.write([
      { text: 'UPDATE "Exchange" SET "sealedUrl" = ? WHERE "id" = ?', args: [Buffer.from('junk'), bad.id] },
    ]);
    const { items } = await listExchanges(scope, { limit: 5 });
    expect(items.map(({ id, errorCode }) => [id, errorCode]).sort()).toEqual(
      [
        [bad.id, 'secret_unreadable'],
        [good.id, null],
      ].sort(),
    );
    await expect(findExchange(scope, bad.id)).rejects.toMatchObject({ code: 'secret_unreadable' });
    expect((await findExchangeBody(scope, bad.id))?.toString()).toBe('hello');
    expect(await findExchange(scope, good.id)).toMatchObject({ exchange: good.record });
  });

  it('fault 64: refuses to open with another key, or with none, makes no key of its own then and changes nothing', async () => {
    const options = await newDatabase(kind);
    const file = options.url.slice('file:'.length);
    const before = kind === 'sqlite' ? readFileSync(file) : Buffer.alloc(0);
    await expect(openDatabase({ ...options, secret: newSecret('k1') })).rejects.toThrow(/another key/);
    await expect(openDatabase({ url: options.url, dataDir: options.dataDir })).rejects.toThrow(/not here/);
    expect(statSync(path.join(options.dataDir, 'secret.key'), { throwIfNoEntry: false })).toBeUndefined();
    if (kind === 'sqlite') expect(readFileSync(file).equals(before)).toBe(true);
    await openForTest(options);
  });

  it('moves to a new key by itself, after which the old one can go', async () => {
    const options = await newDatabase(kind);
    const before = await openDatabase(options);
    const scope = await newScope(before);
    const { id } = await createSession(scope, {
      name: 'Kept',
      settings: SessionSettings.parse({ variables: { v: CANARY } }),
    });
    await before.close();
    const newer = newSecret('k2');
    const both = await openDatabase({ ...options, secret: `${newer},${SECRET}` });
    await applyMigrations(both);
    await both.close();
    const after = await openForTest({ ...options, secret: newer });
    const opened = await openScope(after, scope.workspaceId);
    expect(opened && (await findSession(opened, id))).toMatchObject({ variables: { v: CANARY } });
    await expect(openDatabase(options)).rejects.toThrow(/another key/);
  });
});
