import 'server-only';
import { getDatabase, type Database } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { openScope } from '@/lib/db/scope';
import * as store from '@/lib/db/shares';
import type { Statement } from '@/lib/db/sql';
import { spend } from '@/lib/db/usage';
import { createWorkspace, findWorkspace } from '@/lib/db/workspaces';
import { AppError, notFound } from '@/lib/errors';
import type { Run } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';
import { ReplayStart, type SharedView } from '@/lib/model/share';
import { notedAtLink } from './audit';
import { secondsToWait } from './fair-use';
import { findLink, makePass, openLink } from './link-access';
import type { LiveEvent } from './live';
import { mayEdit, type Member } from './member';
import { runEvents } from './run-events';
import { abandonRun } from './kept-runs';
import { ownSession } from './run-session';
import { resolveVariables, secretNames } from './run-plan';
import { beginRun, getRun, type StartedRun } from './runs';
import { createSequence } from './sequences';
import { createSession, getSession } from './sessions';
import { askedVariables, readFrozen, type FrozenShare } from './share-freeze';
import type { LinkVisitor } from './link-visitor';

/** A replay and everything it brought is thrown away after this. */
const REPLAY_KEPT_MS = 60 * 60 * 1000;
const TEN_MINUTES_MS = 10 * 60_000;
/** Replays by one address, of whatever links, and of one link by all. */
const BY_ADDRESS = { most: 60, windowMs: TEN_MINUTES_MS };
const OF_LINK = { most: 600, windowMs: TEN_MINUTES_MS };

/**
 * What an open link shows.
 * @throws AppError `not_found`, the same for unknown, expired, revoked and spent ones; `password_required`, `rate_limited`
 */
export async function openShare(token: string, visitor: LinkVisitor): Promise<SharedView> {
  const link = await openLink(token, visitor);
  await viewed(link, visitor);
  return view(link);
}

/** A look at a link, written down before anything is shown. */
async function viewed(
  { shareId: id, workspaceId, share }: store.LiveShare,
  { member }: LinkVisitor,
): Promise<void> {
  const { sql } = await getDatabase();
  const deed = notedAtLink({ workspaceId }, member, 'share.viewed', { id, name: share.name });
  await sql.write([deed], { durable: false });
}

/** Takes the password once: what the link shows, and a pass for what follows. @throws as `openShare` */
export async function unlockShare(
  token: string,
  visitor: LinkVisitor,
): Promise<{ shared: SharedView; pass: string }> {
  const link = await openLink(token, visitor);
  await viewed(link, visitor);
  return { shared: await view(link), pass: await makePass(link.shareId) };
}

async function view({ share, snapshot, workspaceId }: store.LiveShare): Promise<SharedView> {
  const frozen = readFrozen(snapshot);
  const workspace = await findWorkspace(await getDatabase(), workspaceId);
  const { name, mode, version, createdAt, expiresAt } = share;
  return {
    name,
    description: frozen.description,
    mode,
    version,
    sharedBy: workspace?.kind === 'guest' ? 'a guest' : (workspace?.name ?? 'someone'),
    createdAt,
    expiresAt,
    steps: frozen.steps,
    variables: mode === 'recording' ? [] : askedVariables(frozen),
    run: frozen.run,
  };
}

/**
 * Replays a shared sequence: a visitor in a session and a workspace of their own, thrown away after an hour; a member,
 * of a live link, through the shared session itself. Only the variables that the share asks for are taken from them.
 * @throws AppError `not_found`; `password_required`; `forbidden` for a viewer of a live link; `invalid_request` naming each
 * value that is missing; `rate_limited`
 */
export async function startReplay(
  token: string,
  visitor: LinkVisitor,
  input: ReplayStart,
): Promise<StartedRun> {
  const link = await openLink(token, visitor);
  const { share, shareId, snapshot } = link;
  const frozen = readFrozen(snapshot);
  if (share.mode === 'recording')
    throw new AppError('invalid_request', 'This link shows a recording: there is nothing to replay.');
  const given = Object.entries(ReplayStart.parse(input).variables);
  const values = resolveVariables(
    frozen.variables,
    Object.fromEntries(given.filter(([name]) => frozen.asked.includes(name))),
  );
  const db = await getDatabase();
  const named = { id: shareId, name: share.name };
  const deeds = [notedAtLink(link, visitor.member, 'share.replayed', named)];
  if (share.mode === 'live') return startLive(db, shareId, visitor, { frozen, values, deeds });
  await checkPace(db, shareId, visitor);
  if (!(await store.countReplay(db, shareId, deeds))) throw notFound('shared link');
  return startPrivate(db, shareId, { frozen, values, deeds });
}

interface Prepared {
  frozen: FrozenShare & { origins: string[] };
  values: Record<string, string>;
  /** what is written down with the replay */
  deeds: Statement[];
}

async function checkPace(db: Database, shareId: string, { address }: LinkVisitor): Promise<void> {
  const spent = await spend(db, [
    { key: `replay:address:${address}`, ...BY_ADDRESS },
    { key: `replay:link:${shareId}`, ...OF_LINK },
  ]);
  if (spent === null) return;
  const wait = secondsToWait(spent.waitMs);
  const message = `This was replayed very often just now. Try again in ${wait} seconds; nothing was sent.`;
  throw new AppError('rate_limited', message, { retryAfter: wait });
}

async function startPrivate(
  db: Database,
  shareId: string,
  { frozen, values }: Prepared,
): Promise<StartedRun> {
  const { steps, variables, session, name, origins } = frozen;
  const expiresAt = new Date(Date.now() + REPLAY_KEPT_MS);
  const workspace = await createWorkspace(db, { id: newId(), kind: 'replay', name: 'Replay', expiresAt });
  const member = await replayMember(db, workspace.id);
  const named = { ...session, name: `Replay of ${name}`.slice(0, 120) };
  const own = await createSession(member, named, { purpose: 'run' });
  const started = await beginRun(member, {
    sequenceId: null,
    sessionId: own.id,
    steps,
    variables: values,
    secrets: secretNames(variables),
    fresh: true,
    own: ownSession(member, own),
    onlyOrigins: origins,
  });
  await store.createReplay(db, { shareId, runId: started.runId, workspaceId: workspace.id, expiresAt });
  return started;
}

/** `openLink` has seen to it that they are a member of the share's own workspace. */
async function startLive(
  db: Database,
  shareId: string,
  { member }: LinkVisitor,
  { frozen, values, deeds }: Prepared,
): Promise<StartedRun> {
  if (!member || frozen.sessionId === null) throw notFound('shared link');
  mayEdit(member);
  const session = await getSession(member, frozen.sessionId);
  if (!(await store.countReplay(db, shareId, deeds))) throw notFound('shared link');
  return beginRun(member, {
    sequenceId: null,
    sessionId: session.id,
    steps: frozen.steps,
    variables: values,
    secrets: secretNames(frozen.variables),
  });
}

/**
 * A replay's run, for whoever holds both the link and the replay's id, which only someone learns who may replay it.
 * @throws AppError `not_found`
 */
export async function getReplay(token: string, visitor: LinkVisitor, runId: string): Promise<Run> {
  return getRun(await memberOfReplay(token, visitor, runId), runId);
}

/** A replay's steps as they finish. @throws AppError `not_found` */
export async function replayEvents(
  token: string,
  visitor: LinkVisitor,
  runId: string,
  had: number,
  signal: AbortSignal,
): Promise<AsyncIterable<LiveEvent>> {
  const member = await memberOfReplay(token, visitor, runId);
  return runEvents(member, runId, had, signal, () => getRun(member, runId));
}

/** The tab of a visitor was closed: their replay ends in a moment. @throws AppError `not_found` */
export async function leaveReplay(token: string, visitor: LinkVisitor, runId: string): Promise<void> {
  await abandonRun(await memberOfReplay(token, visitor, runId), runId);
}

/** Asks for the replay whatever became of the link, so that neither words nor time tell a spent one from none. */
async function memberOfReplay(token: string, visitor: LinkVisitor, runId: string): Promise<Member> {
  const db = await getDatabase();
  const link = await findLink(db, token, visitor, { evenSpent: true }).catch(nullWhenNotFound);
  const replay = await store.findReplay(db, link?.shareId ?? '', runId);
  if (link?.mode === 'live' && visitor.member) return visitor.member;
  if (!replay) throw notFound('shared link');
  return replayMember(db, replay.workspaceId);
}

function nullWhenNotFound(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null;
  throw error;
}

/** Copies what a link shows into the visitor's own workspace, to be changed and run there. @throws as `openShare` */
export async function copyShared(member: Member, token: string, visitor: LinkVisitor): Promise<Sequence> {
  const link = await openLink(token, { ...visitor, member });
  const { name, description, steps, variables } = readFrozen(link.snapshot);
  const copy = await createSequence(member, { name, description, steps, variables });
  const named = { id: link.shareId, name: link.share.name };
  await member.scope.db.sql.write([notedAtLink(link, member, 'share.copied', named)]);
  return copy;
}

async function replayMember(db: Database, workspaceId: string): Promise<Member> {
  const scope = await openScope(db, workspaceId);
  if (!scope) throw notFound('shared link');
  return { workspaceId, userId: null, role: 'editor', via: 'replay', scope };
}
