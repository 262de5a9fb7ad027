import 'server-only';
import { listEnvironments } from '@/lib/db/environments';
import { listCookies } from '@/lib/db/jar';
import { listExtracted } from '@/lib/db/runs';
import { listSequences } from '@/lib/db/sequences';
import { findSession } from '@/lib/db/sessions';
import type { Exchange, ExchangeSummary } from '@/lib/model/exchange';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { RunDiff } from '@/lib/model/run-diff';
import type { Run } from '@/lib/model/run';
import type { SavedRequest } from '@/lib/model/saved-request';
import type { Sequence } from '@/lib/model/sequence';
import type { Session, SessionSettings } from '@/lib/model/session';
import { Masker } from '@/lib/sequence/masked';
import { kindByName } from '@/lib/sequence/secrets';
import { isAtLeast, type Member } from './member';
import { settingsOf } from './session-settings';

/** Shorter cookie values are words like `dark`. */
const TELLING_COOKIE = 6;
/** Those made last; a secret of an older one is known by its name or form alone. */
const MOST_SEQUENCES = 200;

/** Whether someone may look at a workspace and sees no secret in it. */
export function onlyViews({ role }: Member): boolean {
  return !isAtLeast(role, 'editor');
}

/** Sessions as this member may see them. */
export async function shownSessions(member: Member, sessions: Session[]): Promise<Session[]> {
  if (!onlyViews(member)) return sessions;
  const masker = await maskerFor(member, []);
  return sessions.map((session) => ({ ...session, ...masker.session(settingsOf(session)) }));
}

/** Lines of the history as this member may see them. */
export async function shownSummaries(
  member: Member,
  summaries: ExchangeSummary[],
): Promise<ExchangeSummary[]> {
  if (!onlyViews(member)) return summaries;
  const masker = await maskerFor(member, new Set(summaries.map(({ sessionId }) => sessionId)));
  return summaries.map((summary) => masker.summary(summary));
}

/** Sequences as this member may see them. */
export async function shownSequences(member: Member, sequences: Sequence[]): Promise<Sequence[]> {
  if (!onlyViews(member)) return sequences;
  const masker = await maskerFor(member, []);
  return sequences.map((sequence) => {
    const variables = masker.variables(sequence.variables);
    const steps = masker.steps(sequence.steps);
    return { ...sequence, ...masker.words(sequence), variables, steps };
  });
}

/** Saved requests as this member may see them. */
export async function shownRequests(member: Member, saved: SavedRequest[]): Promise<SavedRequest[]> {
  if (!onlyViews(member)) return saved;
  const masker = await maskerFor(member, []);
  return saved.map((one) => masker.saved(one));
}

/** Comments as this member may see them: someone may have quoted a secret. */
export async function shownComments<T extends { text: string; sessionId: string | null }>(
  member: Member,
  comments: T[],
): Promise<T[]> {
  if (!onlyViews(member)) return comments;
  const sessions = comments.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId]));
  const masker = await maskerFor(member, new Set(sessions));
  return comments.map((one) => ({
    ...one,
    text: masker.words({ name: '', description: one.text }).description,
  }));
}

/** A past send and what was asked for, as this member may see them. */
export async function shownExchange<T extends { exchange: Exchange; spec: RequestSpec }>(
  member: Member,
  opened: T,
): Promise<T> {
  if (!onlyViews(member)) return opened;
  const extracted = await listExtracted(member.scope, opened.exchange.id);
  const taken = extracted.flatMap(({ variable, value, secret }) =>
    value !== null && (secret || kindByName(variable) !== null) ? [value] : [],
  );
  const masker = await maskerFor(member, [opened.exchange.sessionId], taken);
  const spec = masker.request(opened.spec);
  return { ...opened, spec, exchange: masker.exchange(opened.exchange) };
}

/** A run as this member may see it. */
export async function shownRun(member: Member, run: Run): Promise<Run> {
  return onlyViews(member) ? (await maskerFor(member, [run.sessionId])).run(run) : run;
}

/** A diff as this member may see it; `runs` are the two that were compared, as they are stored. */
export async function shownDiff(member: Member, diff: RunDiff, runs: readonly Run[]): Promise<RunDiff> {
  if (!onlyViews(member)) return diff;
  const masker = await maskerFor(member, new Set(runs.map(({ sessionId }) => sessionId)));
  for (const run of runs) masker.run(run);
  return masker.diff(diff);
}

/** Knows the secrets of the workspace, and of these sessions, before it looks at anything. */
async function maskerFor(
  { scope }: Member,
  sessionIds: Iterable<string>,
  more: readonly string[] = [],
): Promise<Masker> {
  const environments = await listEnvironments(scope);
  const sequences = await listSequences(scope, { limit: MOST_SEQUENCES });
  const known = [
    ...environments.flatMap(({ variables }) => variables),
    ...sequences.items.flatMap(({ variables }) => variables.map((one) => ({ ...one, value: one.default }))),
  ].flatMap(({ value, secret }) => (secret && value ? [value] : []));
  const secrets = [...known, ...more];
  const settings: SessionSettings[] = [];
  for (const id of sessionIds) {
    const session = await findSession(scope, id);
    if (session) settings.push(settingsOf(session));
    const values = (await listCookies(scope, id)).map(({ value }) => value);
    secrets.push(...values.filter(({ length }) => length >= TELLING_COOKIE));
  }
  const masker = new Masker(secrets);
  for (const one of settings) masker.session(one);
  return masker;
}
