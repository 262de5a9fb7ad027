import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/db/ids';
import { appendRunStep, createRun, findRun, finishRun, listRuns } from '@/lib/db/runs';
import * as saved from '@/lib/db/saved-requests';
import {
  createSequence,
  deleteSequence,
  findSequence,
  listSequences,
  replaceSequence,
} from '@/lib/db/sequences';
import * as shares from '@/lib/db/shares';
import { createToken, findToken } from '@/lib/db/tokens';
import {
  createWorkspace,
  deleteExpiredWorkspaces,
  openGuestWorkspace,
  findWorkspace,
  getLocalWorkspace,
} from '@/lib/db/workspaces';
import { openScope } from '@/lib/db/scope';
import type { StepResult } from '@/lib/model/run';
import { fileDatabase, freshDatabase, KINDS, newScope } from '../support/database';
import { cookie, exchange, newSession, recordExchange, sequence, spec } from './samples';

describe.each(KINDS)('stores on %s', (kind) => {
  it('keeps a saved request, renames it, replaces its spec and deletes it', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const made = await saved.createSavedRequest(scope, { name: 'Log in', spec });
    expect(await saved.findSavedRequest(scope, made.id)).toEqual(made);
    expect(await saved.updateSavedRequest(scope, made.id, { name: 'Sign in' })).toMatchObject({
      name: 'Sign in',
      spec,
    });
    const other = { method: 'GET', url: 'http://b.test' };
    expect(await saved.updateSavedRequest(scope, made.id, { spec: other })).toMatchObject({
      name: 'Sign in',
      spec: other,
    });
    const extract = [{ variable: 'token', from: 'json' as const, expression: '$.token' }];
    expect(await saved.updateSavedRequest(scope, made.id, { extract })).toMatchObject({
      spec: other,
      extract,
    });
    expect((await saved.listSavedRequests(scope, { limit: 9 })).items).toHaveLength(1);
    expect(await saved.deleteSavedRequest(scope, made.id)).toBe(true);
    expect(await saved.findSavedRequest(scope, made.id)).toBeNull();
  });

  it('reads a saved request of an older version, which held the request alone', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const { id } = await saved.createSavedRequest(scope, { name: 'Old', spec });
    const sealedSpec = scope.vault.sealJson({ column: 'SavedRequest.sealedSpec', row: id }, spec);
    await scope.db.prisma.savedRequest.updateMany({ where: { id }, data: { sealedSpec } });
    expect(await saved.findSavedRequest(scope, id)).toMatchObject({ spec, extract: [], assert: [] });
  });

  it('keeps a sequence with its steps in order, and replaces it whole', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const made = await createSequence(scope, sequence());
    expect(await findSequence(scope, made.id)).toEqual(made);
    expect((await listSequences(scope, { limit: 9 })).items).toEqual([made]);
    const turned = { ...sequence('Turned'), steps: [...sequence().steps].reverse() };
    const replaced = await replaceSequence(scope, made.id, turned, 1);
    expect(replaced).toMatchObject({ ...turned, id: made.id, version: 2 });
    expect(await replaceSequence(scope, made.id, sequence(), 1)).toBe('stale');
    expect(await findSequence(scope, made.id)).toEqual(replaced);
    expect(await replaceSequence(scope, 'nothing', sequence())).toBeNull();
  });

  it('keeps a run step by step, with the exchange of each', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    const { id: sequenceId, steps } = await createSequence(scope, sequence());
    const sent = exchange(sessionId);
    await recordExchange(scope, sent);
    const id = newId();
    const startedAt = new Date();
    await createRun(scope, { id, sequenceId, sessionId, stepCount: 2, startedAt });
    const running = {
      id,
      sequenceId,
      sessionId,
      sessionName: 'Session',
      status: 'running',
      stepCount: 2,
      startedAt: startedAt.toISOString(),
      elapsedMs: 0,
      isReference: false,
      sentBy: null,
    };
    expect(await findRun(scope, id)).toEqual({ ...running, steps: [] });
    const results = steps.map(({ id: stepId, name, request }, i): StepResult => ({
      stepId,
      name,
      request,
      status: i === 0 ? 'passed' : 'failed',
      exchange:
        i === 0 ? { id: sent.id, sessionId, startedAt: sent.startedAt.toISOString(), ...sent.record } : null,
      extracted: [{ variable: 'token', value: 't', secret: true }],
      assertions: [{ source: 'status', operator: 'equals', value: 200, passed: i === 0, actual: 201 }],
      jarBefore: [],
      jarAfter: [cookie('sid')],
    }));
    for (const [position, result] of results.entries()) await appendRunStep(scope, id, position, result);
    expect(await finishRun(scope, id, { status: 'failed', elapsedMs: 12.5 })).toBe(true);
    const ended = { ...running, status: 'failed', elapsedMs: 12.5 };
    expect(await findRun(scope, id)).toEqual({ ...ended, steps: results });
    expect(await listRuns(scope, { sequenceId, limit: 9 })).toEqual({ items: [ended], nextCursor: null });
    await deleteSequence(scope, sequenceId);
    expect(await findRun(scope, id)).toMatchObject({
      sequenceId: null,
      steps: [{ stepId: 'first' }, { stepId: 'second' }],
    });
  });

  it('opens a share by its token only, until it is revoked, expired or spent', async () => {
    const db = await freshDatabase(kind);
    const scope = await newScope(db);
    const { id: sequenceId } = await createSequence(scope, sequence());
    const findings = [
      {
        where: 'steps.1',
        places: ['steps.1'],
        kind: 'password' as const,
        preview: 'h…',
        outcome: 'prompted' as const,
      },
    ];
    const base = {
      sequenceId,
      name: 'Shared',
      mode: 'replay' as const,
      snapshot: { steps: [1] },
      findings,
      maxReplays: 2,
    };
    const { share, token } = await shares.createShare(scope, {
      ...base,
      expiresAt: new Date(Date.now() + 60_000),
    });
    expect(await shares.listShares(scope)).toEqual([share]);
    expect(await shares.findLiveShare(db, token)).toEqual({
      shareId: share.id,
      workspaceId: scope.workspaceId,
      share,
      snapshot: { steps: [1] },
    });
    expect(await shares.findLiveShare(db, `${token}x`)).toBeNull();

    const many = await Promise.all(Array.from({ length: 6 }, () => shares.countReplay(db, share.id)));
    expect(many.filter(Boolean)).toHaveLength(2);
    expect(await shares.findLiveShare(db, token)).toBeNull();
    expect(await shares.findLiveShare(db, token, { evenSpent: true })).toMatchObject({
      share: { replays: 2 },
    });

    const expired = await shares.createShare(scope, { ...base, expiresAt: new Date(Date.now() - 1) });
    expect(await shares.findLiveShare(db, expired.token)).toBeNull();
    expect(await shares.countReplay(db, expired.share.id)).toBe(false);

    const revoked = await shares.createShare(scope, { ...base, expiresAt: null });
    expect(await shares.revokeShare(scope, revoked.share.id)).toBe(true);
    expect(await shares.findLiveShare(db, revoked.token)).toBeNull();
    expect(await shares.countReplay(db, revoked.share.id)).toBe(false);
  });

  it('finds a replay by share and run together, until its time is over', async () => {
    const db = await freshDatabase(kind);
    const scope = await newScope(db);
    const options = {
      sequenceId: null,
      name: 'S',
      mode: 'replay' as const,
      snapshot: {},
      findings: [],
      expiresAt: null,
      maxReplays: null,
    };
    const { share } = await shares.createShare(scope, options);
    const { workspaceId } = await newScope(db);
    const expiresAt = new Date(Date.now() + 60_000);
    await shares.createReplay(db, { shareId: share.id, runId: 'run', workspaceId, expiresAt });
    expect(await shares.findReplay(db, share.id, 'run')).toEqual({ workspaceId });
    expect(await shares.findReplay(db, share.id, 'other')).toBeNull();
    await shares.createReplay(db, {
      shareId: share.id,
      runId: 'late',
      workspaceId,
      expiresAt: new Date(Date.now() - 1),
    });
    expect(await shares.findReplay(db, share.id, 'late')).toBeNull();
  });

  it('knows an API token by its text and stores only a hash', async () => {
    const db = await freshDatabase(kind);
    const { workspaceId, userId } = await getLocalWorkspace(db);
    const scope = await openScope(db, workspaceId);
    if (scope === null) throw new Error('no local workspace');
    const { id, token } = await createToken(scope, { name: 'ci', userId, role: 'editor' });
    expect(token).toMatch(/^pj_[0-9A-Za-z]{38}$/);
    expect(await findToken(db, token)).toEqual({
      id,
      name: 'ci',
      workspaceId,
      userId,
      role: 'editor',
      scopes: null,
    });
    expect(await findToken(db, `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`)).toBeNull();
    const [row] = await db.sql.all<{ tokenHash: string; lastUsedAt: string | null }>(
      'SELECT * FROM "ApiToken"',
      [],
    );
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row?.lastUsedAt).not.toBeNull();
  });

  it('makes the local workspace and a guest workspace once, however many ask at once', async () => {
    const db = await freshDatabase(kind);
    const locals = await Promise.all(Array.from({ length: 5 }, () => getLocalWorkspace(db)));
    expect(new Set(locals.map(({ workspaceId }) => workspaceId)).size).toBe(1);
    const guest = newId();
    await Promise.all(Array.from({ length: 5 }, () => openGuestWorkspace(db, guest)));
    expect(await findWorkspace(db, guest)).toEqual({ id: guest, kind: 'guest', name: 'Guest' });
    expect((await db.sql.all('SELECT "id" FROM "Workspace"', [])).length).toBe(2);
  });

  it('throws expired workspaces away with all they hold', async () => {
    const db = await freshDatabase(kind);
    const past = await createWorkspace(db, {
      kind: 'replay',
      name: 'R',
      expiresAt: new Date(Date.now() - 1),
    });
    const scope = await openScope(db, past.id);
    if (scope === null) throw new Error('no workspace');
    await recordExchange(scope, exchange(await newSession(scope), [cookie('sid')]));
    await createSequence(scope, sequence());
    const kept = await newScope(db);
    expect(await deleteExpiredWorkspaces(db, new Date())).toBe(1);
    expect(await openScope(db, past.id)).toBeNull();
    expect(await openScope(db, kept.workspaceId)).not.toBeNull();
    for (const table of ['Session', 'Cookie', 'Exchange', 'Sequence', 'Step']) {
      expect(await db.sql.all(`SELECT * FROM "${table}"`, []), table).toEqual([]);
    }
  });
});
