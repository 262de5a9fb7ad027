import { describe, expect, it } from 'vitest';
import * as checkpoints from '@/lib/db/checkpoints';
import * as exchanges from '@/lib/db/exchanges';
import { newId } from '@/lib/db/ids';
import * as jar from '@/lib/db/jar';
import * as masks from '@/lib/db/masks';
import * as keeping from '@/lib/db/run-keeping';
import * as runs from '@/lib/db/runs';
import * as saved from '@/lib/db/saved-requests';
import type { Scope } from '@/lib/db/scope';
import * as sequences from '@/lib/db/sequences';
import * as sessions from '@/lib/db/sessions';
import * as shares from '@/lib/db/shares';
import * as uploads from '@/lib/db/uploads';
import { SessionSettings } from '@/lib/model/session';
import { fileDatabase, KINDS, newScope } from '../support/database';
import { cookie, exchange, newSession, recordExchange, sequence, spec } from './samples';

const all = { limit: 50 };
const settings = SessionSettings.parse({});

/** One of everything, in one workspace. */
async function fill(scope: Scope) {
  const sessionId = await newSession(scope);
  const sent = exchange(sessionId, [cookie('sid')]);
  await recordExchange(scope, sent);
  const { id: sequenceId } = await sequences.createSequence(scope, sequence());
  const { id: savedId } = await saved.createSavedRequest(scope, { name: 'Saved', spec });
  const runId = newId();
  await runs.createRun(scope, { id: runId, sequenceId, sessionId, stepCount: 1, startedAt: new Date() });
  const share = {
    sequenceId,
    name: 'S',
    mode: 'replay' as const,
    snapshot: {},
    findings: [],
    expiresAt: null,
    maxReplays: null,
  };
  const { id: shareId } = (await shares.createShare(scope, share)).share;
  const { id: checkpointId } = await checkpoints.createCheckpoint(scope, {
    sessionId,
    name: 'in',
    cookies: [cookie('sid')],
  });
  await keeping.setReference(scope, sequenceId, runId);
  await masks.putMasks(scope, sequenceId, { off: ['dates'], own: [] });
  const uploadId = newId();
  await uploads.createUpload(scope, { id: uploadId, size: 1, filename: 'a', contentType: null });
  return { sessionId, exchangeId: sent.id, sequenceId, savedId, runId, shareId, uploadId, checkpointId };
}

/** Everything a workspace can see. */
async function seen(scope: Scope, ids: Awaited<ReturnType<typeof fill>>) {
  return {
    session: await sessions.findSession(scope, ids.sessionId),
    cookies: await jar.listCookies(scope, ids.sessionId),
    exchange: await exchanges.findExchange(scope, ids.exchangeId),
    sequence: await sequences.findSequence(scope, ids.sequenceId),
    saved: await saved.findSavedRequest(scope, ids.savedId),
    run: await runs.findRun(scope, ids.runId),
    reference: await keeping.findReference(scope, ids.sequenceId),
    masks: await masks.findMasks(scope, ids.sequenceId),
    checkpoint: await checkpoints.findCheckpoint(scope, ids.checkpointId),
    shares: await shares.listShares(scope),
    upload: await uploads.findUpload(scope, ids.uploadId),
    uploads: (await uploads.listUploads(scope, all)).items,
  };
}

const nothing = { items: [], nextCursor: null };

describe.each(KINDS)('another workspace on %s', (kind) => {
  it('fault 69: finds nothing by the ids of this one', async () => {
    const db = await fileDatabase(kind);
    const ids = await fill(await newScope(db));
    const other = await newScope(db);
    expect(await sessions.findSession(other, ids.sessionId)).toBeNull();
    expect(await sessions.findSessionState(other, ids.sessionId)).toBeNull();
    expect(await sessions.listSessions(other, all)).toEqual(nothing);
    expect(await jar.loadCookies(other, ids.sessionId, 'a.test')).toEqual([]);
    expect(await jar.listCookies(other, ids.sessionId)).toEqual([]);
    expect(await exchanges.loadSend(other, ids.sessionId, 'a.test')).toBeNull();
    expect(await exchanges.findExchange(other, ids.exchangeId)).toBeNull();
    expect(await exchanges.findExchangeBody(other, ids.exchangeId)).toBeNull();
    expect(await exchanges.listExchanges(other, all)).toEqual(nothing);
    expect(await exchanges.listExchanges(other, { ...all, sessionId: ids.sessionId })).toEqual(nothing);
    expect(await saved.findSavedRequest(other, ids.savedId)).toBeNull();
    expect(await saved.listSavedRequests(other, all)).toEqual(nothing);
    expect(await sequences.findSequence(other, ids.sequenceId)).toBeNull();
    expect(await sequences.listSequences(other, all)).toEqual(nothing);
    expect(await runs.findRun(other, ids.runId)).toBeNull();
    expect(await runs.listRuns(other, { ...all, sequenceId: ids.sequenceId })).toEqual(nothing);
    expect(await keeping.findReference(other, ids.sequenceId)).toBeNull();
    expect(await masks.findMasks(other, ids.sequenceId)).toBeNull();
    expect(await checkpoints.findCheckpoint(other, ids.checkpointId)).toBeNull();
    expect(await checkpoints.listCheckpoints(other, { sessionId: ids.sessionId, limit: 9 })).toEqual([]);
    expect(await shares.listShares(other)).toEqual([]);
    expect(await uploads.findUpload(other, ids.uploadId)).toBeNull();
    expect(await uploads.listUploads(other, all)).toEqual(nothing);
    expect(await uploads.uploadedBytes(other)).toBe(0);
  });

  it('fault 69: changes nothing by the ids of this one', async () => {
    const db = await fileDatabase(kind);
    const scope = await newScope(db);
    const ids = await fill(scope);
    const other = await newScope(db);
    const before = await seen(scope, ids);
    const own = await newSession(other);

    expect(await sessions.updateSession(other, ids.sessionId, { name: 'mine', settings })).toBeNull();
    expect(await sessions.deleteSession(other, ids.sessionId)).toBe(false);
    await expect(jar.putCookies(other, ids.sessionId, [cookie('x')])).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(jar.replaceCookies(other, ids.sessionId, [cookie('x')])).rejects.toMatchObject({
      code: 'not_found',
    });
    await jar.replaceCookies(other, ids.sessionId, []);
    expect(await jar.deleteCookies(other, ids.sessionId, {})).toBe(0);
    expect(await jar.deleteCookie(other, ids.sessionId, cookie('sid'))).toBe(false);
    await jar.copyCookies(other, ids.sessionId, own);
    expect(await jar.listCookies(other, own)).toEqual([]);
    await expect(exchanges.beginExchange(other, exchange(ids.sessionId))).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await exchanges.finishExchange(other, { ...exchange(ids.sessionId), id: ids.exchangeId })).toBe(
      false,
    );
    expect(await exchanges.deleteExchange(other, ids.exchangeId)).toBe(false);
    expect(await saved.updateSavedRequest(other, ids.savedId, { name: 'mine' })).toBeNull();
    expect(await saved.deleteSavedRequest(other, ids.savedId)).toBe(false);
    expect(await sequences.replaceSequence(other, ids.sequenceId, sequence('mine'))).toBeNull();
    expect(await sequences.deleteSequence(other, ids.sequenceId)).toBe(false);
    const run = {
      id: newId(),
      sequenceId: null,
      sessionId: ids.sessionId,
      stepCount: 1,
      startedAt: new Date(),
    };
    await expect(runs.createRun(other, run)).rejects.toMatchObject({ code: 'not_found' });
    const step = {
      stepId: 's',
      name: 'S',
      request: spec,
      status: 'passed' as const,
      exchange: null,
      extracted: [],
      assertions: [],
      jarBefore: [],
      jarAfter: [],
    };
    await expect(runs.appendRunStep(other, ids.runId, 0, step)).rejects.toMatchObject({ code: 'not_found' });
    expect(await runs.finishRun(other, ids.runId, { status: 'passed', elapsedMs: 1 })).toBe(false);
    expect(await keeping.deleteRun(other, ids.runId)).toBe(false);
    await keeping.setReference(other, ids.sequenceId, null);
    expect(await masks.putMasks(other, ids.sequenceId, { off: [], own: [] })).toBe(false);
    expect(await checkpoints.deleteCheckpoint(other, ids.checkpointId)).toBe(false);
    const mine = { sessionId: ids.sessionId, name: 'mine', cookies: [] };
    await expect(checkpoints.createCheckpoint(other, mine)).rejects.toMatchObject({ code: 'not_found' });
    expect(await shares.revokeShare(other, ids.shareId)).toBe(false);
    expect(await uploads.deleteUpload(other, ids.uploadId)).toBe(false);

    expect(await seen(scope, ids)).toEqual(before);
  });

  it('cannot hang its own rows on this one: a foreign sequence or exchange is left out', async () => {
    const db = await fileDatabase(kind);
    const ids = await fill(await newScope(db));
    const other = await newScope(db);
    const [sessionId, id] = [await newSession(other), newId()];
    await runs.createRun(other, {
      id,
      sequenceId: ids.sequenceId,
      sessionId,
      stepCount: 1,
      startedAt: new Date(),
    });
    expect(await runs.findRun(other, id)).toMatchObject({ sequenceId: null });
  });
});
