import 'server-only';
import { findExchangeBody } from '@/lib/db/exchanges';
import { newId } from '@/lib/db/ids';
import { listCookies } from '@/lib/db/jar';
import { withLateWrites } from '@/lib/db/late-sql';
import { askRunner } from '@/lib/db/live-asks';
import * as store from '@/lib/db/runs';
import { decodeText } from '@/lib/engine';
import { AppError, notFound } from '@/lib/errors';
import { logger } from '@/lib/log';
import type { Page } from '@/lib/model/page';
import { RunStart, type Run, type RunStatus, type RunSummary, type StepResult } from '@/lib/model/run';
import type { SequenceVariable, Step } from '@/lib/model/sequence';
import { runSteps, type RunDoors } from '@/lib/sequence/run';
import { chooseEnvironment, type ChosenEnvironment } from './environments';
import { presentExchange } from './exchanges';
import { refuseTooManySteps } from './fair-use';
import { stayWithRun } from './left-runs';
import { cancelChannel, openChannel, refuseWhenStopping, wasInterrupted, type OpenChannel } from './live';
import { mayEdit, senderOf, type Member } from './member';
import { sessionFor } from './run-session';
import { sendThroughSession } from './send';
import { getSequence } from './sequences';
import { closeTransport } from './transports';
import { shownRun } from './viewer';

/** Steps whose results wait in memory for their watchers; the others are read from the database. */
const HELD_STEPS = 8;
/** A run with more is read from the database by whoever asked for it whole. */
const MOST_RESULTS = 50;

/** What a run is made of, once it is known to be able to start. */
export interface RunPlan {
  sequenceId: string | null;
  sessionId: string;
  steps: Step[];
  variables: Record<string, string>;
  /** the session was made for this run, so that its connections end with it */
  fresh?: boolean;
  /** the caller is told nothing before the end, so that nothing need be durable before it */
  waits?: boolean;
  /** names of variables that are marked as secret */
  secrets: ReadonlySet<string>;
  /** what the steps find where neither the run nor the session has a variable */
  environmentId?: string | undefined;
  /** `scheme://host:port` of all that may be sent to; left out: wherever the server itself may */
  onlyOrigins?: readonly string[];
}

/** A run under way: its id at once, its end when it comes. */
export interface StartedRun {
  runId: string;
  finished: Promise<RunStatus>;
  /** the run at its end, as `getRun` reads it */
  whole: () => Promise<Run>;
  /** what of it is stored by now */
  soFar: () => Promise<Run>;
}

/**
 * Starts a run of a sequence in a session, at a checkpoint, or with neither in a fresh session made for it.
 * @throws AppError `not_found`; `invalid_request` for a step range that is empty or a variable that has no value
 */
export async function startRun(
  member: Member,
  sequenceId: string,
  input: RunStart,
  { waits = false }: { waits?: boolean } = {},
): Promise<StartedRun> {
  const runner = waits ? { ...member, scope: withLateWrites(member.scope) } : member;
  const plan = await planRun(runner, sequenceId, input);
  return beginRun(runner, { ...plan, waits });
}

/** What `startRun` is about to run, and where. @throws AppError as `startRun` */
export async function planRun(member: Member, sequenceId: string, input: RunStart): Promise<RunPlan> {
  mayEdit(member);
  const { sessionId, checkpointId, variables, fromStep, toStep, environmentId } = RunStart.parse(input);
  const sequence = await getSequence(member, sequenceId);
  const steps = sequence.steps.slice((fromStep ?? 1) - 1, toStep ?? sequence.steps.length);
  if (steps.length === 0) {
    throw new AppError(
      'invalid_request',
      'There is no step to run. Add a step, or widen fromStep and toStep.',
    );
  }
  const environment = environmentId ? await chooseEnvironment(member, environmentId) : null;
  const values = resolveVariables(sequence.variables, {
    ...declaredIn(environment, sequence.variables),
    ...variables,
  });
  const session = await sessionFor(member, sessionId, checkpointId);
  return {
    sequenceId,
    sessionId: session.id,
    steps,
    variables: values,
    secrets: new Set([...secretNames(sequence.variables), ...(environment?.secrets ?? [])]),
    environmentId,
    fresh: sessionId === undefined,
  };
}

/** What an environment has of the variables that a sequence names; the others stay weaker than the session's. */
function declaredIn(
  environment: ChosenEnvironment | null,
  declared: readonly SequenceVariable[],
): Record<string, string> {
  const values = environment?.values ?? {};
  const known = declared.filter(({ name }) => Object.hasOwn(values, name));
  return Object.fromEntries(known.map(({ name }) => [name, values[name] ?? '']));
}

/** The names of those that are marked as secret. */
export function secretNames(variables: readonly SequenceVariable[]): ReadonlySet<string> {
  return new Set(variables.filter(({ secret }) => secret).map(({ name }) => name));
}

/**
 * The value of every variable a run needs: given, else the default.
 * @throws AppError `invalid_request` naming each one that has neither
 */
export function resolveVariables(
  declared: readonly SequenceVariable[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const values: Record<string, string> = { ...given };
  const missing = [];
  for (const { name, default: fallback } of declared) {
    if (name in values) continue;
    if (fallback === undefined) missing.push(name);
    else values[name] = fallback;
  }
  if (missing.length === 0) return values;
  throw new AppError('invalid_request', `This needs a value for ${missing.join(', ')}.`, {
    errors: missing.map((name) => ({ path: `variables.${name}`, message: 'needs a value' })),
  });
}

/** Writes the run down and lets it go; its steps come over the channel of its id as they finish. */
export async function beginRun(member: Member, plan: RunPlan): Promise<StartedRun> {
  refuseWhenStopping();
  refuseTooManySteps(plan.steps.length);
  const runId = newId();
  const startedAt = new Date();
  const { sequenceId, sessionId, steps } = plan;
  const run = { id: runId, sequenceId, sessionId, stepCount: steps.length, startedAt };
  await store.createRun(member.scope, { ...run, sentBy: senderOf(member) }, { durable: !plan.waits });
  const channel = openChannel(runId, member.scope, HELD_STEPS);
  const results: StepResult[] = [];
  const doors = doorsOf(member, runId, plan, channel, results);
  const work = async (): Promise<RunStatus> => {
    let status: RunStatus = 'error';
    try {
      status = await runSteps(steps, plan.variables, doors, channel.signal);
      if (wasInterrupted(channel.signal) && status !== 'passed' && status !== 'failed')
        status = 'interrupted';
    } catch (error) {
      logger().error({ err: error, runId }, 'a run broke');
    }
    const elapsedMs = Date.now() - startedAt.getTime();
    await store.finishRun(member.scope, runId, { status, elapsedMs });
    channel.publish({ event: 'run', data: { id: runId, status, elapsedMs } });
    return status;
  };
  // Who asks for it later reads it from the database.
  const finished = work().finally(() => {
    channel.end('forget');
    if (plan.fresh) void closeTransport(sessionId);
  });
  finished.catch((error: unknown) => logger().error({ err: error, runId }, 'a run could not be finished'));
  const whole = async (): Promise<Run> => {
    await finished;
    if (steps.length > MOST_RESULTS) return getRun(member, runId);
    const run = await store.findRunSummary(member.scope, runId);
    if (!run) throw notFound('run');
    return { ...run, steps: results };
  };
  return { runId, finished, whole, soFar: () => getRun(member, runId) };
}

/**
 * How the steps of a run reach the outside. What a step stored is durable before a watcher is told of it; with none,
 * it is so with the run's end, which is all that the caller waits for.
 */
function doorsOf(
  member: Member,
  runId: string,
  plan: RunPlan,
  channel: OpenChannel,
  results: StepResult[],
): RunDoors {
  const { sessionId, steps } = plan;
  return {
    owner: member.scope.workspaceId,
    async send(
      spec: Step['request'],
      variables: Readonly<Record<string, string>>,
      found: ReadonlySet<string>,
    ) {
      const request = { ...spec, variables: { ...variables, ...spec.variables } };
      const { exchange, body } = await sendThroughSession(member, sessionId, request, {
        signal: channel.signal,
        secrets: new Set([...plan.secrets, ...found]),
        durable: false,
        environmentId: plan.environmentId,
        ...(plan.onlyOrigins && { onlyOrigins: plan.onlyOrigins }),
      });
      const readText = (): string => decodeText(body, exchange.response?.encoding ?? 'utf-8');
      return { exchange: presentExchange(exchange, body, 'run'), readText };
    },
    readJar: () => listCookies(member.scope, sessionId, {}),
    async onStep(result: StepResult, position: number) {
      await store.appendRunStep(member.scope, runId, position, result, { durable: channel.isWatched() });
      if (steps.length <= MOST_RESULTS) results.push(result);
      channel.publish({ event: 'step', data: { position, result } });
    },
  };
}

/** One run with its steps so far, long bodies cut; to a viewer its secrets are dots. @throws AppError `not_found` */
export async function getRun(member: Member, id: string): Promise<Run> {
  const run = await store.findRun(member.scope, id);
  if (!run) throw notFound('run');
  stayWithRun(id);
  for (const step of run.steps) {
    const body = step.exchange && (await findExchangeBody(member.scope, step.exchange.id));
    if (step.exchange && body) step.exchange = presentExchange(step.exchange, body, 'run');
  }
  return shownRun(member, run);
}

/** Runs of the workspace, or of one sequence, newest first. */
export function listRuns(
  member: Member,
  options: { sequenceId?: string | undefined; cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<Page<RunSummary>> {
  const { sequenceId, cursor, limit = 50 } = options;
  return store.listRuns(member.scope, { sequenceId, cursor, limit });
}

/** Stops a run under way, here or in another instance: the request in flight is aborted. @throws AppError `not_found` */
export async function cancelRun(member: Member, id: string): Promise<Run> {
  mayEdit(member);
  await getRun(member, id);
  if (!cancelChannel(id)) await askRunner(member.scope, { kind: 'run', id }, { kind: 'cancel' });
  return getRun(member, id);
}
