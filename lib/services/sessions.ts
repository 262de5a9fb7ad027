import 'server-only';
import * as jar from '@/lib/db/jar';
import * as store from '@/lib/db/sessions';
import { notFound } from '@/lib/errors';
import type { Saved } from '@/lib/model/edit';
import type { Page } from '@/lib/model/page';
import { SessionCreate, SessionPatch, SessionSettings, type Session } from '@/lib/model/session';
import { noted } from './audit';
import { tell } from './changes';
import { type EditBasis, reconcile, wholeBasis } from './edits';
import { mayEdit, type Member } from './member';
import { settingsOf } from './session-settings';
import { closeTransport } from './transports';
import { shownSessions } from './viewer';

interface Listing {
  cursor?: string | undefined;
  limit?: number | undefined;
}

/**
 * Makes a session with the settings given and the defaults of `requests.Session` for the rest (R3). It is its maker's
 * alone until they share it. One made for a run is reached through that run, by everyone, and listed nowhere.
 */
export async function createSession(
  member: Member,
  input: SessionCreate,
  kind: { purpose?: store.SessionPurpose; isShared?: boolean } = {},
): Promise<Session> {
  mayEdit(member);
  const { name, ...settings } = SessionCreate.parse(input);
  return store.createSession(member.scope, {
    name: name ?? 'Session',
    settings: SessionSettings.parse(settings),
    ...kind,
  });
}

/** The sessions that are shared or one's own, newest first, without those made for a run. */
export async function listSessions(
  member: Member,
  { cursor, limit = 50 }: Listing = {},
): Promise<Page<Session>> {
  const { items, nextCursor } = await store.listSessions(member.scope, { cursor, limit });
  return { items: await shownSessions(member, items), nextCursor };
}

/**
 * To a viewer its secrets are dots.
 * @throws AppError `not_found`, also for another workspace's session and for another member's private one
 */
export async function getSession(member: Member, id: string): Promise<Session> {
  const session = await store.findSession(member.scope, id);
  if (!session) throw notFound('session');
  return (await shownSessions(member, [session]))[0] ?? session;
}

/**
 * Replaces each setting that is given, whole; later sends only are affected (R20).
 * @throws AppError `not_found`; `conflict` when `ifVersion` is no longer the stored version, with what is stored
 */
export async function updateSession(
  member: Member,
  id: string,
  patch: SessionPatch,
  ifVersion?: number,
): Promise<Session> {
  const { cameIn: _none, ...session } = await editSession(member, id, patch, wholeBasis(ifVersion));
  return session;
}

/**
 * Saves an edit of the settings that are given; what others saved since it began is kept beside it.
 * @param basis what it began from; `whole`: nothing is merged; left out: whatever is stored is replaced
 * @throws AppError `not_found`; `conflict` where both changed the same
 */
export async function editSession(
  member: Member,
  id: string,
  patch: SessionPatch,
  basis?: EditBasis<SessionPatch>,
): Promise<Saved<Session>> {
  mayEdit(member);
  const mine = SessionPatch.parse(patch);
  const current = await getSession(member, id);
  const { version } = current;
  const settings = settingsOf(current);
  const edited = Object.keys(mine);
  const theirs = Object.fromEntries(
    Object.entries({ name: current.name, ...settings }).filter(([field]) => edited.includes(field)),
  ) as SessionPatch;
  const merged = await reconcile('session', basis, { thing: current, version, input: theirs }, mine);
  const { name, ...changes } = SessionPatch.parse(merged.input);
  const change = {
    ...(name === undefined ? {} : { name }),
    settings: SessionSettings.parse({ ...settings, ...changes }),
  };
  const updated = await store.updateSession(member.scope, id, change, version);
  if (updated === 'stale') return editSession(member, id, patch, basis);
  if (updated === null) throw notFound('session');
  await tell(member, 'session', { subjectId: id, sessionId: id });
  return { ...updated, cameIn: merged.cameIn };
}

/** Deletes a session with its jar and history. @throws AppError `not_found` */
export async function deleteSession(member: Member, id: string): Promise<void> {
  mayEdit(member);
  const { isShared } = await getSession(member, id);
  const deed = noted(member, 'session.deleted', { sessionId: id });
  if (!(await store.deleteSession(member.scope, id, [deed]))) throw notFound('session');
  if (isShared) await tell(member, 'session', { subjectId: id });
  await closeTransport(id);
}

/** A new session with the same settings and a copy of the jar. @throws AppError `not_found` */
export async function forkSession(member: Member, id: string, name?: string): Promise<Session> {
  mayEdit(member);
  const source = await getSession(member, id);
  const fork = await store.createSession(member.scope, {
    name: name ?? `${source.name} (fork)`.slice(0, 120),
    settings: settingsOf(source),
  });
  await jar.copyCookies(member.scope, id, fork.id);
  return getSession(member, fork.id);
}
