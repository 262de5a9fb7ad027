import 'server-only';
import { listEnvironments } from '@/lib/db/environments';
import { listCookies } from '@/lib/db/jar';
import { countMembers } from '@/lib/db/members';
import { AppError } from '@/lib/errors';
import type { Run } from '@/lib/model/run';
import type { Sequence, SequenceVariable, Step } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import type { AskedVariable, Finding, ShareInput, ShareMode } from '@/lib/model/share';
import { frozenOrigins } from '@/lib/sequence/frozen-origins';
import { publish, type Snapshot } from '@/lib/sequence/publish';
import { undeclared } from '@/lib/sequence/undeclared';
import type { Member } from './member';
import { getRun } from './runs';
import { getSequence } from './sequences';
import { settingsOf } from './session-settings';
import { getSession } from './sessions';

/** What is stored of a share: the snapshot, and what its replays may do. */
export interface FrozenShare extends Snapshot {
  mode: ShareMode;
  /** variables that the visitor is asked for; all others stay as they are */
  asked: string[];
  /** where replays may send; null in an older share, which is worked out when it is read */
  origins: string[] | null;
  /** of a live share */
  sessionId: string | null;
}

export interface Freezing {
  frozen: FrozenShare;
  findings: Finding[];
  version: number;
}

type Input = ReturnType<typeof ShareInput.parse>;

/** Shorter cookie values are words like `dark`. */
const TELLING_COOKIE = 8;

/**
 * The frozen copy that a link would show, with everything the publish check found.
 * @throws AppError `not_found`; `invalid_request` when the mode lacks what it needs, or a visitor's value could choose
 * where a request goes
 */
export async function freeze(member: Member, input: Input): Promise<Freezing> {
  const { mode, sessionId, reveal } = input;
  const sequence = await getSequence(member, input.sequenceId);
  const run = await keptRun(member, input);
  const { settings, secrets } = await ofSession(member, input);
  const hidden = [...secrets, ...(await environmentSecrets(member))];
  const { snapshot, findings } = publish(source(sequence, mode, run, settings), {
    reveal,
    secrets: hidden,
  });
  const asked = askedNames(snapshot.variables, input.prompts);
  const bounded = { ...snapshot, run: mode === 'replay' ? run : null };
  const { origins, fault } = frozenOrigins(bounded, new Set(mode === 'live' ? [] : asked));
  if (fault !== null && mode === 'replay') throw new AppError('invalid_request', fault);
  const frozen = {
    ...snapshot,
    mode,
    asked,
    origins,
    sessionId: mode === 'live' ? (sessionId ?? null) : null,
  };
  return { frozen, findings, version: sequence.version };
}

/** What replays begin with, and the cookies of that session, which must stand nowhere. @throws AppError `not_found` */
async function ofSession(
  member: Member,
  { mode, sessionId }: Input,
): Promise<{ settings: SessionSettings; secrets: string[] }> {
  if (sessionId === undefined) {
    if (mode === 'live')
      throw new AppError('invalid_request', 'Choose the session that members share (sessionId).');
    return { settings: SessionSettings.parse({}), secrets: [] };
  }
  const session = await getSession(member, sessionId);
  if (mode === 'live' && !session.isShared && (await countMembers(member.scope)) > 1) {
    throw new AppError(
      'invalid_request',
      'The session is yours alone, and a live link runs through it. Share the session with the workspace first.',
    );
  }
  const settings = settingsOf(session);
  const jar = await listCookies(member.scope, sessionId, {});
  return {
    settings,
    secrets: jar.map(({ value }) => value).filter((value) => value.length >= TELLING_COOKIE),
  };
}

/** No environment goes along, but someone may have written one of its secrets out. */
async function environmentSecrets({ scope }: Member): Promise<string[]> {
  const environments = await listEnvironments(scope);
  return environments.flatMap(({ variables }) =>
    variables.flatMap(({ value, secret }) => (secret ? [value] : [])),
  );
}

async function keptRun(member: Member, { mode, runId, sequenceId }: Input): Promise<Run | null> {
  if (mode === 'live') return null;
  if (runId === undefined) {
    if (mode === 'replay') return null;
    throw new AppError('invalid_request', 'Choose the run that the link shows (runId).');
  }
  const run = await getRun(member, runId);
  if (run.sequenceId !== sequenceId)
    throw new AppError('invalid_request', 'That run is one of another sequence.');
  if (run.status === 'running')
    throw new AppError('invalid_request', 'That run is still under way. Share it when it is over.');
  return run;
}

const NO_SETTINGS = SessionSettings.parse({ headers: [] });

function source(sequence: Sequence, mode: ShareMode, run: Run | null, settings: SessionSettings): Snapshot {
  const { name, description, variables } = sequence;
  const steps = mode === 'recording' && run ? stepsAsRun(sequence, run) : sequence.steps;
  return {
    name,
    description,
    variables: [...variables, ...undeclared(sequence, settings)],
    // A client certificate and a proxy are the author's own way out: no stranger's replay takes them.
    steps: mode === 'replay' ? steps.map(withoutOwnWay) : steps,
    // A live link runs through the session itself: nothing of it is frozen, and nobody is asked for it.
    session: mode === 'live' ? NO_SETTINGS : { ...settings, cert: null, proxies: {} },
    run,
  };
}

/** The steps of a recording are those that ran, whatever the sequence has become since. */
function stepsAsRun({ steps }: Sequence, run: Run): Step[] {
  return run.steps.map(({ stepId, name, request }) => {
    const now = steps.find(({ id }) => id === stepId);
    const rest = now ?? { extract: [], assert: [], onFailure: 'stop' as const };
    return { ...rest, id: stepId, name, request };
  });
}

function withoutOwnWay(step: Step, index: number): Step {
  const { cert: _cert, proxies: _proxies, ...request } = step.request;
  if (sendsUpload(step))
    throw new AppError(
      'invalid_request',
      `Step ${index + 1} sends an uploaded file, which stays in your workspace. Put its content into the step, or share a recording.`,
    );
  return { ...step, request };
}

function sendsUpload({ request: { body } }: Step): boolean {
  if (body?.type === 'file') return true;
  return body?.type === 'multipart' && body.parts.some((part) => 'upload' in part);
}

/** Without a value there is no other way; with one the author chooses. */
function askedNames(variables: readonly SequenceVariable[], prompts: readonly string[]): string[] {
  return variables
    .filter(({ name, default: value }) => value === undefined || prompts.includes(name))
    .map(({ name }) => name);
}

/** What the visitor is asked for; a secret's value is never shown, not even a revealed one. */
export function askedVariables({
  variables,
  asked,
}: Pick<FrozenShare, 'variables' | 'asked'>): AskedVariable[] {
  return variables
    .filter(({ name }) => asked.includes(name))
    .map(({ name, secret, prompt, default: value }) => ({
      name,
      secret,
      ...(prompt !== undefined && { prompt }),
      ...(value !== undefined && !secret && { default: value }),
    }));
}

/** Of our own making and authenticated. One of before modes asked for every variable and had no bounds. */
export function readFrozen(data: unknown): FrozenShare & { origins: string[] } {
  const stored = data as Snapshot & Partial<FrozenShare>;
  const frozen = {
    ...stored,
    run: stored.run ?? null,
    mode: stored.mode ?? 'replay',
    asked: stored.asked ?? stored.variables.map(({ name }) => name),
    sessionId: stored.sessionId ?? null,
  };
  return { ...frozen, origins: stored.origins ?? frozenOrigins(frozen, new Set()).origins };
}
