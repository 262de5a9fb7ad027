import 'server-only';
import { newId } from '@/lib/db/ids';
import * as store from '@/lib/db/shares';
import { createWorkspace, findWorkspace } from '@/lib/db/workspaces';
import { openScope } from '@/lib/db/scope';
import { getDatabase } from '@/lib/db/database';
import { AppError, notFound } from '@/lib/errors';
import { SessionSettings } from '@/lib/model/session';
import { ReplayStart, ShareInput, type Finding, type Share, type SharedView } from '@/lib/model/share';
import type { Run } from '@/lib/model/run';
import { publish, type Snapshot } from '@/lib/sequence/publish';
import type { LiveEvent } from './live';
import { mayEdit, type Member } from './member';
import { runEvents } from './run-events';
import { beginRun, getRun, resolveVariables, secretNames, type StartedRun } from './runs';
import { getSequence } from './sequences';
import { createSession, getSession, settingsOf } from './sessions';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** A replay and everything it brought is thrown away after this. */
const REPLAY_KEPT_MS = 60 * 60 * 1000;

/** What the link would reveal, before there is one. @throws AppError `not_found` */
export async function checkShare(member: Member, input: ShareInput): Promise<{ findings: Finding[] }> {
  const { findings } = await freeze(member, ShareInput.parse(input));
  return { findings };
}

/**
 * Freezes a sequence under a new public token, which is answered this once and stored only as a hash.
 * @throws AppError `not_found`; `invalid_request` when a visitor's value could choose the host that is called
 */
export async function createShare(
  member: Member,
  input: ShareInput,
): Promise<{ share: Share; token: string }> {
  mayEdit(member);
  const parsed = ShareInput.parse(input);
  const { snapshot, findings } = await freeze(member, parsed);
  const expiresAt = expiryOf(parsed.expiresAt);
  return store.createShare(member.scope, {
    sequenceId: parsed.sequenceId,
    name: snapshot.name,
    mode: parsed.mode,
    snapshot,
    findings,
    expiresAt,
    maxReplays: parsed.maxReplays ?? null,
  });
}

/** Seven days when nothing was said, for ever when that was. */
function expiryOf(asked: string | null | undefined): Date | null {
  if (asked === undefined) return new Date(Date.now() + WEEK_MS);
  return asked === null ? null : new Date(asked);
}

async function freeze(
  member: Member,
  input: ReturnType<typeof ShareInput.parse>,
): Promise<ReturnType<typeof freezeNow>> {
  const sequence = await getSequence(member, input.sequenceId);
  const settings = input.sessionId
    ? settingsOf(await getSession(member, input.sessionId))
    : SessionSettings.parse({});
  return freezeNow(
    {
      name: sequence.name,
      description: sequence.description,
      steps: sequence.steps,
      variables: sequence.variables,
      // A client certificate and a proxy are the author's own way out: no stranger's replay takes them.
      session: { ...settings, cert: null, proxies: {} },
    },
    input.reveal,
  );
}

function freezeNow(source: Snapshot, reveal: readonly string[]): { snapshot: Snapshot; findings: Finding[] } {
  const { snapshot, findings } = publish(source, reveal);
  const asked = new Set(
    snapshot.variables.filter((variable) => variable.default === undefined).map(({ name }) => name),
  );
  snapshot.steps.forEach((step, index) => {
    const host = /^\s*(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#]*@)?([^/?#]*)/i.exec(step.request.url)?.[1] ?? '';
    const chosen = [...host.matchAll(/\{\{\s*([^{}\s]+)\s*\}\}/g)].find(
      ([, name]) => name !== undefined && asked.has(name),
    );
    if (chosen) {
      throw new AppError(
        'invalid_request',
        `Step ${index + 1} takes its host from {{${chosen[1]}}}, which the visitor would fill in. Write the host out, or give the variable a value.`,
      );
    }
  });
  return { snapshot, findings };
}

/** The workspace's shares, newest first; never their tokens. */
export function listShares(member: Member): Promise<Share[]> {
  return store.listShares(member.scope);
}

/** Ends a link at once; it then answers as if it had never been. @throws AppError `not_found` */
export async function revokeShare(member: Member, id: string): Promise<void> {
  mayEdit(member);
  if (!(await store.revokeShare(member.scope, id))) throw notFound('share');
}

async function liveShare(token: string, options: { evenSpent?: boolean } = {}): Promise<store.LiveShare> {
  const found = await store.findLiveShare(await getDatabase(), token, options);
  if (!found) throw notFound('shared link');
  return found;
}

/** What an open link shows. @throws AppError `not_found`, the same for unknown, expired, revoked and spent ones */
export async function openShare(token: string): Promise<SharedView> {
  const { share, snapshot, workspaceId } = await liveShare(token);
  const { steps, variables, description } = snapshot as Snapshot;
  const workspace = await findWorkspace(await getDatabase(), workspaceId);
  return {
    name: share.name,
    description,
    mode: share.mode,
    sharedBy: workspace?.kind === 'guest' ? 'a guest' : (workspace?.name ?? 'someone'),
    createdAt: share.createdAt,
    expiresAt: share.expiresAt,
    steps,
    variables: variables.map(({ default: value, ...variable }) =>
      value === undefined || variable.secret ? variable : { ...variable, default: value },
    ),
  };
}

/**
 * Replays a shared sequence in a session and a workspace of its own, thrown away after an hour. Only the variables
 * that the share asks for are taken from the visitor.
 * @throws AppError `not_found`; `invalid_request` naming each value that is missing
 */
export async function startReplay(token: string, input: ReplayStart): Promise<StartedRun> {
  const { shareId, snapshot } = await liveShare(token);
  const { steps, variables, session, name } = snapshot as Snapshot;
  const given = ReplayStart.parse(input).variables;
  const names = new Set(variables.map((variable) => variable.name));
  const values = resolveVariables(
    variables,
    Object.fromEntries(Object.entries(given).filter(([key]) => names.has(key))),
  );
  const db = await getDatabase();
  if (!(await store.countReplay(db, shareId))) throw notFound('shared link');
  const expiresAt = new Date(Date.now() + REPLAY_KEPT_MS);
  const workspace = await createWorkspace(db, { id: newId(), kind: 'replay', name: 'Replay', expiresAt });
  const member = await replayMember(workspace.id);
  const own = await createSession(member, { ...session, name: `Replay of ${name}`.slice(0, 120) }, 'run');
  const started = await beginRun(member, {
    sequenceId: null,
    sessionId: own.id,
    steps,
    variables: values,
    secrets: secretNames(variables),
  });
  await store.createReplay(db, { shareId, runId: started.runId, workspaceId: workspace.id, expiresAt });
  return started;
}

/** A replay's run, for whoever holds both the link and the replay's id. @throws AppError `not_found` */
export async function getReplay(token: string, runId: string): Promise<Run> {
  return getRun(await memberOfReplay(token, runId), runId);
}

/** A replay's steps as they finish. @throws AppError `not_found` */
export async function replayEvents(
  token: string,
  runId: string,
  had: number,
  signal: AbortSignal,
): Promise<AsyncIterable<LiveEvent>> {
  const member = await memberOfReplay(token, runId);
  return runEvents(member, runId, had, signal, () => getRun(member, runId));
}

async function memberOfReplay(token: string, runId: string): Promise<Member> {
  const { shareId } = await liveShare(token, { evenSpent: true });
  const replay = await store.findReplay(await getDatabase(), shareId, runId);
  if (!replay) throw notFound('replay');
  return replayMember(replay.workspaceId);
}

async function replayMember(workspaceId: string): Promise<Member> {
  const scope = await openScope(await getDatabase(), workspaceId);
  if (!scope) throw notFound('replay');
  return { workspaceId, userId: null, role: 'editor', via: 'replay', scope };
}
