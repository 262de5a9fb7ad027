import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { openScope } from '@/lib/db/scope';
import { getExchange } from '@/lib/services/exchanges';
import type { Member } from '@/lib/services/member';
import { takePlace } from '@/lib/services/places';
import { startRun } from '@/lib/services/runs';
import { sendThroughSession } from '@/lib/services/send';
import { createSequence } from '@/lib/services/sequences';
import { createSession } from '@/lib/services/sessions';
import { freshDatabase, useDatabase } from '../support/database';
import { startTarget, type Target } from '../support/target-server';
import { guestWithWork, person, team } from './people';

let db: Database;
let target: Target;
beforeEach(async () => {
  // Read on first use, which is in the first test.
  process.env.PLAYJAR_LIMITS = JSON.stringify({
    sendsAtOnce: 2,
    memberSendsAtOnce: 3,
    processSendsAtOnce: 5,
    storedBodyBytes: 1000,
    steps: 2,
  });
  db = await freshDatabase('sqlite');
  useDatabase(db);
  target = await startTarget((_request, response) => response.end('x'.repeat(5000)));
});
afterEach(() => target.close());

async function guest(): Promise<Member> {
  const workspaceId = await guestWithWork(db);
  const scope = await openScope(db, workspaceId);
  if (!scope) throw new Error('no guest');
  return { workspaceId, userId: null, role: 'owner', via: 'guest', scope };
}

describe('sends under way in one process', () => {
  it('are bounded by workspace, by member over all their workspaces, and in all', async () => {
    const { owner, other } = await team(db, 'editor');
    const ada = owner.member;
    const elsewhere = await guest();
    const adaElsewhere: Member = { ...elsewhere, userId: ada.userId };
    const leave = [takePlace(ada), takePlace(ada)];
    expect(() => takePlace(other.member)).toThrow(/^This workspace has 2 sends under way/);
    leave.push(takePlace(adaElsewhere));
    expect(() => takePlace(adaElsewhere)).toThrow(/^This member has 3 sends under way/);
    leave.push(takePlace(elsewhere), takePlace(await guest()));
    const late = await guest();
    expect(() => takePlace(late)).toThrow(/^This server has as many sends under way as it takes/);
    // What was refused took no place, and a place that is given back twice is given back once.
    leave[0]?.();
    leave[0]?.();
    leave.push(takePlace(late));
    expect(() => takePlace(late)).toThrow(/^This server/);
    for (const go of leave) go();
    expect(() => [ada, ada, late, late].map(takePlace).map((go) => go())).not.toThrow();
  });
});

describe('what is kept', () => {
  it('of a body goes up to its limit, and is marked as cut', async () => {
    const { member } = await person(db, 'cyd');
    const { id } = await createSession(member, { name: 'long' });
    const { exchange } = await sendThroughSession(member, id, { method: 'GET', url: target.url });
    const { exchange: kept } = await getExchange(member, exchange.id);
    expect([kept.error, kept.response?.status]).toEqual([null, 200]);
    expect(kept.response?.body).toEqual({ size: 5000, truncated: true, text: 'x'.repeat(1000) });
  });

  it('of steps is refused when one run has too many, and says what to do', async () => {
    const { member } = await person(db, 'dan');
    const steps = ['a', 'b', 'c'].map((name) => ({ name, request: { url: target.url } }));
    const { id } = await createSequence(member, { name: 'S', steps });
    await expect(startRun(member, id, {})).rejects.toThrow(
      /^One run has 2 steps at most here, and this would have 3\. Run them in parts/,
    );
    const parts = await (await startRun(member, id, { fromStep: 2 })).whole();
    expect([parts.status, parts.stepCount]).toEqual(['passed', 2]);
  });
});
