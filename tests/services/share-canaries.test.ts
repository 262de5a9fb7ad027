import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { putCookies } from '@/lib/db/jar';
import { openGuestWorkspace } from '@/lib/db/workspaces';
import type { Run } from '@/lib/model/run';
import type { ShareMode, SharedView } from '@/lib/model/share';
import type { Member } from '@/lib/services/member';
import { getRun, startRun } from '@/lib/services/runs';
import { createSequence } from '@/lib/services/sequences';
import { createSession } from '@/lib/services/sessions';
import { openShare } from '@/lib/services/shared-links';
import { checkShare, createShare } from '@/lib/services/shares';
import { canaries, leaks } from '../support/canaries';
import { plantedSequence } from '../support/canary-sequence';
import { plantedCookie, plantedSession, plantingHandler } from '../support/canary-target';
import { fileDatabase, useDatabase as asDatabase } from '../support/database';
import { startTarget, type Target } from '../support/target-server';

let target: Target;
beforeAll(async () => {
  target = await startTarget(plantingHandler);
});
afterAll(() => target.close());

const visitor = { address: '127.0.0.1', member: null };

interface Planted {
  member: Member;
  sequenceId: string;
  sessionId: string;
  run: Run;
}
let made: Promise<Planted> | undefined;

/** Made once: nothing here changes it. */
async function planted(): Promise<Planted> {
  const db = await fileDatabase('sqlite');
  asDatabase(db);
  return (made ??= plantAll(db));
}

async function plantAll(db: Database): Promise<Planted> {
  const workspaceId = newId();
  const scope = await openGuestWorkspace(db, workspaceId);
  if (!scope) throw new Error('no workspace');
  const member: Member = { workspaceId, userId: null, role: 'owner', via: 'guest', scope };
  const session = await createSession(member, plantedSession());
  const time = new Date().toISOString();
  await putCookies(scope, session.id, [
    {
      ...plantedCookie(),
      path: '/',
      expires: null,
      maxAge: null,
      secure: false,
      httpOnly: false,
      sameSite: null,
      hostOnly: true,
      partitioned: false,
      createdAt: time,
      lastAccessedAt: time,
    },
  ]);
  const sequence = await createSequence(member, plantedSequence(target.url));
  const started = await startRun(member, sequence.id, { sessionId: session.id });
  await started.finished;
  return { member, sequenceId: sequence.id, sessionId: session.id, run: await getRun(member, started.runId) };
}

describe('canary secrets in every place of a sequence and its run', () => {
  it('are more than forty, and the kept run itself shows them', async () => {
    const { run } = await planted();
    expect(canaries.size).toBeGreaterThan(40);
    const shown = leaks(JSON.stringify(run));
    for (const place of [
      'trailer',
      'refused cookie',
      'code in Location',
      'jar of the author',
      'cookie of answer 2',
    ])
      expect(shown).toContain(place);
  });

  it.each<ShareMode>(['recording', 'replay', 'live'])(
    'are in nothing that a link of mode %s shows',
    async (mode) => {
      const { member, sequenceId, sessionId, run } = await planted();
      const own =
        mode === 'recording' ? { runId: run.id } : { sessionId, ...(mode === 'replay' && { runId: run.id }) };
      const { share, token } = await createShare(member, { sequenceId, mode, ...own });
      expect(leaks(JSON.stringify(share))).toEqual([]);
      const shown = await openShare(token, mode === 'live' ? { ...visitor, member } : visitor);
      expect(leaks(JSON.stringify(shown))).toEqual([]);
      expect(shown.steps.length).toBe(run.steps.length);
      if (mode !== 'live') expectToBeLookedAt(shown);
    },
  );
});

it('a secret that is knowingly revealed is shown, and no other', async () => {
  const { member, sequenceId, run } = await planted();
  const input = { sequenceId, mode: 'recording' as const, runId: run.id };
  const { findings } = await checkShare(member, input);
  const where = findings.find(({ places }) => places.includes('steps.1.request.headers.X-Api-Key'))?.where;
  const answer = findings.find(({ places }) =>
    places.some((place) => /^run.*X-Auth-Token$/.test(place)),
  )?.where;
  const { token, share } = await createShare(member, { ...input, reveal: [where ?? '', answer ?? ''] });
  expect(share.findings.filter(({ outcome }) => outcome === 'revealed')).toHaveLength(2);
  expect(leaks(JSON.stringify(await openShare(token, visitor))).toSorted()).toEqual([
    'header of an answer',
    'key in a header',
  ]);
});

/** What is masked is still a run that can be read: the same steps, statuses, names of cookies and headers. */
function expectToBeLookedAt({ run }: SharedView): void {
  const steps = run?.steps ?? [];
  const passed = steps.filter(({ exchange }) => exchange?.response?.status === 200);
  expect(passed.length).toBeGreaterThan(10);
  const login = steps.find(({ name }) => name === 'login');
  if (!login?.exchange) throw new Error('the login has no exchange');
  expect(login.exchange.history[0]?.response.headers.map(([name]) => name)).toContain('Set-Cookie');
  // The same dots stand for the same cookie, wherever it is.
  const ofAnswer = (cookies: readonly { name: string; value: string }[]): string | undefined =>
    cookies.find(({ name }) => name === 'answered')?.value;
  expect(ofAnswer(login.jarAfter)).toMatch(/^•••\d+$/);
  expect(ofAnswer(login.exchange.cookies.stored)).toBe(ofAnswer(login.jarAfter));
}
