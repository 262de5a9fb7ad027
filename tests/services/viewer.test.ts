import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { SequenceInput } from '@/lib/model/sequence';
import * as checkpoints from '@/lib/services/checkpoints';
import { readComparison } from '@/lib/services/comparisons';
import * as cookies from '@/lib/services/cookies';
import * as environments from '@/lib/services/environments';
import { exchangeEvents } from '@/lib/services/exchange-events';
import * as exchanges from '@/lib/services/exchanges';
import { exportSequence } from '@/lib/services/exports';
import type { LiveEvent } from '@/lib/services/live';
import type { Member } from '@/lib/services/member';
import { listOffers } from '@/lib/services/offers';
import { diffRuns } from '@/lib/services/run-diffs';
import { runEvents } from '@/lib/services/run-events';
import * as runs from '@/lib/services/runs';
import * as saved from '@/lib/services/saved-requests';
import { sendThroughSession } from '@/lib/services/send';
import { createSequence, getSequence, listSequences } from '@/lib/services/sequences';
import { getSharing, setSharing } from '@/lib/services/session-sharing';
import * as sessions from '@/lib/services/sessions';
import { checkShare, createShare, listShares } from '@/lib/services/shares';
import { tokenState } from '@/lib/services/sign-ins';
import { leaks, plant } from '../support/canaries';
import { plantedSequence } from '../support/canary-sequence';
import { plantedCookie, plantedSession, plantingHandler } from '../support/canary-target';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { startTarget, type Target } from '../support/target-server';
import { outcome } from './session-doors';
import { team } from './people';

let target: Target;
beforeAll(async () => {
  target = await startTarget(plantingHandler);
});
afterAll(() => target.close());

/** A shared session, and in it, beside it and behind it a secret in every place that can hold one. */
async function planted(member: Member) {
  const { id: sessionId } = await sessions.createSession(member, plantedSession());
  await cookies.putCookie(member, sessionId, { ...plantedCookie(), path: '/' });
  const key = { name: 'key', value: plant('secret of an environment'), secret: true };
  const { id: environmentId } = await environments.createEnvironment(member, {
    name: 'staging',
    variables: [key],
  });
  const input = SequenceInput.parse(plantedSequence(target.url));
  const { id: sequenceId } = await createSequence(member, input);
  for (const { name, request, assert } of input.steps) {
    await saved.saveRequest(member, { name, spec: request, assert });
  }
  const start = () => runs.startRun(member, sequenceId, { sessionId });
  const [a, b] = [await (await start()).whole(), await (await start()).whole()];
  const spec = {
    method: 'GET',
    url: `${target.url}/echo`,
    headers: [['X-Note', 'is {{key}}']] as [string, string][],
  };
  const { exchange } = await sendThroughSession(member, sessionId, spec, { environmentId });
  await checkpoints.saveCheckpoint(member, sessionId, { name: 'in' });
  await createShare(member, { sequenceId, mode: 'recording', runId: a.id });
  await setSharing(member, sessionId, { isShared: true });
  const exchangeIds = [exchange.id, ...a.steps.flatMap(({ exchange: one }) => one?.id ?? [])];
  return { sessionId, sequenceId, runIds: [a.id, b.id] as const, exchangeIds };
}

async function all(events: Promise<AsyncIterable<LiveEvent>>): Promise<LiveEvent[]> {
  const heard: LiveEvent[] = [];
  for await (const event of await events) heard.push(event);
  return heard;
}

describe.each(KINDS)('a viewer on %s', (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });

  it('reads everything of a shared session and sees no secret in any of it', async () => {
    const { owner, other } = await team(db, 'viewer');
    const viewer = other.member;
    const { sessionId, sequenceId, runIds, exchangeIds } = await planted(owner.member);
    const [a, b] = runIds;
    const never = new AbortController().signal;
    const reads: Record<string, () => Promise<unknown>> = {
      getSession: () => sessions.getSession(viewer, sessionId),
      listSessions: () => sessions.listSessions(viewer),
      getSharing: () => getSharing(viewer, sessionId),
      listCookies: () => cookies.listCookies(viewer, sessionId),
      listExchanges: () => exchanges.listExchanges(viewer, { limit: 200 }),
      getExchanges: () => Promise.all(exchangeIds.map((id) => exchanges.getExchange(viewer, id))),
      exchangeEvents: () => Promise.all(exchangeIds.map((id) => all(exchangeEvents(viewer, id, 0, never)))),
      listOffers: () => Promise.all(exchangeIds.map((id) => listOffers(viewer, id))),
      getRun: () => runs.getRun(viewer, a),
      runEvents: () => all(runEvents(viewer, a, 0, never, () => runs.getRun(viewer, a))),
      diffRuns: () => diffRuns(viewer, a, b),
      readComparison: () => readComparison(viewer, a, b),
      exportHar: () => exportSequence(viewer, sequenceId, 'har', a),
      exportPython: () => exportSequence(viewer, sequenceId, 'python'),
      listSequences: () => listSequences(viewer),
      listSavedRequests: () => saved.listSavedRequests(viewer),
      listShares: () => listShares(viewer),
      listEnvironments: () => environments.listEnvironments(viewer),
      listCheckpoints: () => checkpoints.listAllCheckpoints(viewer),
    };
    for (const [name, read] of Object.entries(reads)) {
      const text = JSON.stringify(await read());
      expect(
        leaks(text).filter((place) => place !== 'id of a step'),
        name,
      ).toEqual([]);
    }
    // What is no secret is there, and so are the secrets for whoever works with them.
    const seen = await runs.getRun(viewer, a);
    const whole = await runs.getRun(owner.member, a);
    expect(
      seen.steps.map(({ stepId, name, status, exchange }) => [
        stepId,
        name.slice(0, 5),
        status,
        exchange?.id,
      ]),
    ).toEqual(
      whole.steps.map(({ stepId, name, status, exchange }) => [
        stepId,
        name.slice(0, 5),
        status,
        exchange?.id,
      ]),
    );
    const session = await sessions.getSession(viewer, sessionId);
    expect(session).toMatchObject({
      name: 'author',
      auth: { type: 'basic', username: 'author' },
      verify: false,
    });
    expect(leaks(JSON.stringify(await sessions.getSession(owner.member, sessionId)))).toContain(
      'auth of the session',
    );
    expect((await getSequence(viewer, sequenceId)).steps).toHaveLength(whole.steps.length);
  }, 120_000);

  it('neither sends nor takes anything out of it', async () => {
    const { owner, other } = await team(db, 'viewer');
    const viewer = other.member;
    const { sessionId, sequenceId, exchangeIds } = await planted(owner.member);
    const sent = target.requests.length;
    const [exchangeId = ''] = exchangeIds;
    const refused: Record<string, () => Promise<unknown>> = {
      send: () => sendThroughSession(viewer, sessionId, { method: 'GET', url: target.url }),
      run: () => runs.startRun(viewer, sequenceId, { sessionId }),
      fork: () => sessions.forkSession(viewer, sessionId),
      exportCookies: () => cookies.exportCookies(viewer, sessionId, 'json'),
      body: () => exchanges.getExchangeBody(viewer, exchangeId),
      tokenState: () => tokenState(viewer, sessionId, {}),
      checkShare: () => checkShare(viewer, { sequenceId, mode: 'replay', sessionId }),
      share: () => setSharing(viewer, sessionId, { isShared: false }),
    };
    for (const [name, work] of Object.entries(refused))
      expect(await outcome(work), name).toMatch(/^forbidden: /);
    expect(target.requests).toHaveLength(sent);
  }, 120_000);
});
