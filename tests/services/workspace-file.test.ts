import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { findReference } from '@/lib/db/run-keeping';
import type { CommentPin } from '@/lib/model/comment';
import type { Run } from '@/lib/model/run';
import type { WorkspaceFile } from '@/lib/model/workspace-file';
import { deleteAccount } from '@/lib/services/accounts';
import { createApiToken } from '@/lib/services/api-tokens';
import { arrange } from '@/lib/services/arrangements';
import { listAudit } from '@/lib/services/audit';
import { listAllCheckpoints, saveCheckpoint } from '@/lib/services/checkpoints';
import { listCookies, putCookie } from '@/lib/services/cookies';
import { addComment, listPlacedComments } from '@/lib/services/comments';
import { createEnvironment } from '@/lib/services/environments';
import { getExchange } from '@/lib/services/exchanges';
import { invite } from '@/lib/services/invitations';
import { nameReference } from '@/lib/services/kept-runs';
import { replaceMasks } from '@/lib/services/masks';
import type { Member } from '@/lib/services/member';
import { getRun, listRuns, startRun } from '@/lib/services/runs';
import { saveRequest } from '@/lib/services/saved-requests';
import { createSequence } from '@/lib/services/sequences';
import { setSharing } from '@/lib/services/session-sharing';
import { createSession, listSessions } from '@/lib/services/sessions';
import { startReplay } from '@/lib/services/shared-links';
import { createShare } from '@/lib/services/shares';
import { exportWorkspace } from '@/lib/services/workspace-export';
import { importWorkspace } from '@/lib/services/workspace-import';
import { chooseWorkspace, deleteWorkspace, workspaceName } from '@/lib/services/workspaces';
import { leaks, plant } from '../support/canaries';
import { plantedSequence } from '../support/canary-sequence';
import { plantedCookie, plantedSession, plantingHandler } from '../support/canary-target';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { startTarget, type Target } from '../support/target-server';
import { contentOf } from './workspace-content';
import { byToken, PASSWORD, person, team } from './people';

let target: Target;
beforeAll(async () => {
  target = await startTarget(plantingHandler);
});
afterAll(() => target.close());

/** One of everything that a workspace can hold, secrets in all of it. */
async function filled(member: Member) {
  const { id: sessionId } = await createSession(member, plantedSession());
  await putCookie(member, sessionId, { ...plantedCookie(), path: '/' });
  await saveCheckpoint(member, sessionId, { name: 'in' });
  const key = { name: 'key', value: plant('secret of an environment'), secret: true };
  await createEnvironment(member, {
    name: 'staging',
    variables: [key, { name: 'a', value: 'b', secret: false }],
  });
  const input = plantedSequence(target.url);
  const { id: sequenceId } = await createSequence(member, input);
  await replaceMasks(member, sequenceId, { off: ['dates'], own: [] });
  const [step] = input.steps ?? [];
  const { id: requestId } = await saveRequest(member, { name: 'saved', spec: step?.request ?? { url: '' } });
  const run = await startRun(member, sequenceId, { sessionId });
  await run.finished;
  const fresh = await startRun(member, sequenceId, {});
  await fresh.finished;
  await nameReference(member, run.runId, true);
  await commentOnAll(member, { sessionId, sequenceId, runId: run.runId }, key.value);
  const folder = { id: 'f1', name: 'Folder', items: [requestId] };
  await arrange(member, { sessions: [sessionId], sequences: [sequenceId], requests: [], folders: [folder] });
  return { sessionId, sequenceId, runId: run.runId };
}

/** Something is said about a step, a hop and a cookie in the jar, and a secret is quoted. */
async function commentOnAll(
  member: Member,
  { sessionId, sequenceId, runId }: { sessionId: string; sequenceId: string; runId: string },
  secret: string,
): Promise<void> {
  const [step = fail()] = (await getRun(member, runId)).steps;
  const { name, domain } = plantedCookie();
  const exchangeId = step.exchange?.id ?? fail();
  const say = (pin: CommentPin, text: string) => addComment(member, { pin, text });
  await say({ on: 'step', sequenceId, stepId: step.stepId }, `The key is ${secret}`);
  await say({ on: 'hop', exchangeId, hop: 1 }, 'why this way?');
  await say({ on: 'jar', sessionId, name, domain, path: '/' }, 'whose is it?');
}

/** What was imported can be worked with as it could be where it came from. */
async function worksAsBefore(member: Member, whole: Run): Promise<void> {
  const [session = fail()] = (await listSessions(member)).items;
  expect(session).toMatchObject({ name: 'author', isOwn: true, isShared: false });
  expect(leaks(JSON.stringify(await listCookies(member, session.id)))).toContain('jar of the author');
  expect(await listAllCheckpoints(member)).toHaveLength(1);
  const reference = (await listRuns(member)).items.find(({ isReference }) => isReference) ?? fail();
  expect(await findReference(member.scope, reference.sequenceId ?? '')).toBe(reference.id);
  const there = await getRun(member, reference.id);
  const bodies = ({ steps }: Run) => steps.map(({ status, exchange }) => [status, exchange?.response?.body]);
  expect(bodies(there)).toEqual(bodies(whole));
  const sent = there.steps[0]?.exchange ?? fail();
  expect((await getExchange(member, sent.id)).exchange.request).toEqual(sent.request);
  const comments = (await listPlacedComments(member)).items;
  expect(comments.map(({ by, pin }) => [by, pin.on])).toEqual([
    ['ada', 'jar'],
    ['ada', 'hop'],
    ['ada', 'step'],
  ]);
  expect(comments[1]?.href).toBe(`/?exchange=${sent.id}`);
}

function fail(): never {
  throw new Error('it is not there');
}

async function exported(member: Member, choice: { secrets: boolean; history: boolean }): Promise<string> {
  let text = '';
  for await (const piece of await exportWorkspace(member, choice)) text += piece;
  return text;
}
const WHOLE = { secrets: true, history: true };

describe.each(KINDS)('a workspace from %s', { timeout: 60_000 }, (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });

  it('comes out whole, and goes whole into another database', async () => {
    const { owner } = await team(db, 'editor');
    const { runId } = await filled(owner.member);
    const text = await exported(owner.member, WHOLE);
    const whole = await getRun(owner.member, runId);
    const elsewhere = await freshDatabase(kind === 'sqlite' ? 'postgres' : 'sqlite');
    useDatabase(elsewhere);
    const eve = await person(elsewhere, 'eve');
    const { workspaceId, counts } = await importWorkspace(eve.signedIn.account, text);
    await chooseWorkspace(eve.signedIn, workspaceId);
    const { member } = await byToken(elsewhere, eve.token);
    expect(member).toMatchObject({ workspaceId, role: 'owner' });
    expect(await workspaceName(member)).toBe('Local');
    expect(counts).toMatchObject({ sessions: 1, requests: 1, sequences: 1, environments: 1, runs: 2 });
    expect(contentOf(await exported(member, WHOLE))).toEqual(contentOf(text));
    await worksAsBefore(member, whole);
    const told = (await listAudit(member, { kind: 'workspace.imported' })).items;
    expect(told).toMatchObject([{ actor: 'eve', subject: 'Local' }]);
  });

  it('comes out without secrets unless they are knowingly chosen, which is written down either way', async () => {
    const { owner } = await team(db, 'editor');
    await filled(owner.member);
    const text = await exported(owner.member, { secrets: false, history: true });
    expect(leaks(text).filter((place) => place !== 'id of a step')).toEqual([]);
    const file = JSON.parse(text) as WorkspaceFile;
    expect(file).toMatchObject({ secrets: false, exchanges: [], runs: [] });
    expect(file.comments.map(({ pin }) => pin.on)).toEqual(['jar', 'step']);
    expect(file.sessions).toMatchObject([{ name: 'author', cookies: [], checkpoints: [] }]);
    expect(file.environments[0]?.variables).toEqual([
      { name: 'key', value: '', secret: true },
      { name: 'a', value: 'b', secret: false },
    ]);
    const eve = await person(db, 'eve', { invitation: (await invite(owner.member, 'viewer')).token });
    const { counts } = await importWorkspace(eve.signedIn.account, text);
    expect(counts).toMatchObject({ sessions: 1, cookies: 0, sequences: 1, exchanges: 0 });
    await exported(owner.member, { secrets: true, history: false });
    const told = (await listAudit(owner.member, { kind: 'workspace.exported' })).items;
    expect(told.map(({ actor, detail }) => [actor, detail])).toEqual([
      ['ada', 'with secrets'],
      ['ada', 'without secrets'],
    ]);
  });

  it('has no private session of another member in it, and is exported by the owner and admins alone', async () => {
    const { owner, other } = await team(db, 'editor');
    await createSession(other.member, { name: 'private of bob' });
    const shared = await createSession(other.member, { name: 'shared by bob' });
    await setSharing(other.member, shared.id, { isShared: true });
    const file = JSON.parse(await exported(owner.member, WHOLE)) as WorkspaceFile;
    expect(file.sessions.map(({ name }) => name)).toEqual(['shared by bob']);
    await expect(exportWorkspace(other.member, WHOLE)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is refused when it is broken, and then nothing of it is there', async () => {
    const ada = await person(db, 'ada');
    const { sessionId } = await filled(ada.member);
    const text = await exported(ada.member, WHOLE);
    const file = JSON.parse(text) as WorkspaceFile;
    const count = async () => (await db.sql.all('SELECT "id" FROM "Workspace"', [])).length;
    const before = await count();
    const broken: [string, unknown][] = [
      ['invalid_json', 'not JSON'],
      ['invalid_request', '{}'],
      ['invalid_request', { ...file, version: 2 }],
      ['invalid_request', { ...file, sessions: [{ ...file.sessions[0], settings: { auth: 1 } }] }],
      ['invalid_request', { ...file, sessions: [...file.sessions, ...file.sessions] }],
      ['invalid_request', { ...file, sessions: file.sessions.filter(({ id }) => id !== sessionId) }],
      ['invalid_request', { ...file, exchanges: [{ ...file.exchanges[0], record: {} }] }],
    ];
    for (const [code, given] of broken) {
      const whole = typeof given === 'string' ? given : JSON.stringify(given);
      await expect(importWorkspace(ada.signedIn.account, whole)).rejects.toMatchObject({ code });
    }
    expect(await count()).toBe(before);
  });

  it('is deleted whole, and so is an account: no row remains in any table', async () => {
    const ada = await person(db, 'ada');
    const { sessionId, sequenceId } = await filled(ada.member);
    await createApiToken(ada.member, { name: 'ci', role: 'editor', days: null });
    await invite(ada.member, 'viewer');
    const { token } = await createShare(ada.member, { sequenceId, mode: 'live', sessionId });
    const names = { known: 'x', api_key: 'x', sessionSecret: 'x' };
    await startReplay(token, { address: '192.0.2.7', member: ada.member }, { variables: names }).catch(
      () => null,
    );
    const text = await exported(ada.member, WHOLE);
    const second = await importWorkspace(ada.signedIn.account, text);
    const name = await workspaceName(ada.member);
    await deleteWorkspace(ada.member, name);
    const left = await rowsByTable(db);
    const gone = Object.values(left)
      .flat()
      .filter((row) => row.workspaceId === ada.member.workspaceId || row.id === ada.member.workspaceId);
    // A login only remembers what was in view.
    expect(gone.map((row) => Object.keys(row).includes('tokenHash'))).toEqual([true]);
    expect(left.Session?.every((row) => row.workspaceId === second.workspaceId)).toBe(true);
    await deleteAccount(ada.signedIn, PASSWORD);
    const remaining = Object.entries(await rowsByTable(db)).filter(([, rows]) => rows.length > 0);
    const own = remaining.filter(([table]) => !['Meta', 'Usage', 'Instance'].includes(table));
    // The workspace of whoever runs the server was made for the first account, and was that account's.
    expect(own).toEqual([]);
  });
});

type Row = Record<string, unknown>;
async function rowsByTable(db: Database): Promise<Record<string, Row[]>> {
  const text =
    db.kind === 'sqlite'
      ? `SELECT "name" FROM sqlite_master WHERE "type" = 'table'`
      : `SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public'`;
  const tables = (await db.sql.all<{ name: string }>(text, [])).map(({ name }) => name);
  const kept: Record<string, Row[]> = {};
  for (const table of tables.filter((name) => !/^(_|sqlite_)/.test(name)))
    kept[table] = await db.sql.all<Row>(`SELECT * FROM "${table}"`, []);
  return kept;
}
