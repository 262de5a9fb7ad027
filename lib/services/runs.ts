import 'server-only';
import { findExchangeBody } from '@/lib/db/exchanges';
import { newId } from '@/lib/db/ids';
import { listCookies } from '@/lib/db/jar';
import { withLateWrites } from '@/lib/db/late-sql';
import { askRunner } from '@/lib/db/live-asks';
import * as store from '@/lib/db/runs';
import { decodeText } from '@/lib/engine';
import { notFound } from '@/lib/errors';
import { logger } from '@/lib/log';
import type { Page } from '@/lib/model/page';
import type { Run, RunStart, RunStatus, RunSummary, StepResult } from '@/lib/model/run';
import type { Step } from '@/lib/model/sequence';
import { runSteps, type RunDoors } from '@/lib/sequence/run';
import { tell } from './changes';
import { presentExchange } from './exchanges';
import { refuseTooManySteps } from './fair-use';
import { stayWithRun } from './left-runs';
import { cancelChannel, openChannel, refuseWhenStopping, wasInterrupted, type OpenChannel } from './live';
import { mayEdit, senderOf, type Member } from './member';
import { planRun, type RunPlan } from './run-plan';
import { sendThroughSession } from './send';
import { closeTransport } from './transports';
import { keepMarking } from './unkept';
import { shownRun } from './viewer';

/** Steps whose results wait in memory for their watchers; the others are read from the database. */
const HELD_STEPS = 8;
/** A run with more is read from the database by whoever asked for it whole. */
const MOST_RESULTS = 50;

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

/** Writes the run down and lets it go; its steps come over the channel of its id as they finish. */
export async function beginRun(asker: Member, plan: RunPlan): Promise<StartedRun> {
  const member = { ...asker, scope: withLateWrites(asker.scope) };
  refuseWhenStopping();
  refuseTooManySteps(plan.steps.length);
  const runId = newId();
  const startedAt = new Date();
  const { sequenceId, sessionId, steps } = plan;
  const run = { id: runId, sequenceId, sessionId, stepCount: steps.length, startedAt };
  const { scope } = member;
  // Nobody hears of it before its first request is written down, and with that it is.
  const when = { durable: !plan.waits, late: plan.waits === true && plan.own !== undefined };
  await store.createRun(scope, { ...run, sentBy: senderOf(member) }, when);
  const changed = { subjectId: runId, sessionId };
  void tell(member, 'run', changed);
  const channel = openChannel(runId, scope, HELD_STEPS);
  const results: StepResult[] = [];
  const sent: string[] = [];
  const doors = doorsOf(member, runId, plan, channel, { results, sent });
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
    await store.finishRun(scope, runId, { status, elapsedMs }).catch((error: unknown) => {
      for (const id of sent) keepMarking(scope, id);
      throw error;
    });
    channel.publish({ event: 'run', data: { id: runId, status, elapsedMs, stepCount: steps.length } });
    void tell(member, 'run', changed);
    return status;
  };
  // Who asks for it later reads it from the database.
  const finished = work().finally(() => {
    channel.end('forget');
    if (plan.fresh) setImmediate(() => void closeTransport(sessionId));
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
  { results, sent }: { results: StepResult[]; sent: string[] },
): RunDoors {
  const { sessionId, steps, own } = plan;
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
        own: plan.own,
        environmentId: plan.environmentId,
        isUnseen: plan.fresh ?? false,
        ...(plan.onlyOrigins && { onlyOrigins: plan.onlyOrigins }),
      });
      sent.push(exchange.id);
      const readText = (): string => decodeText(body, exchange.response?.encoding ?? 'utf-8');
      return { exchange: presentExchange(exchange, body, 'run'), readText };
    },
    readJar: () => (own ? Promise.resolve(own.jar.list()) : listCookies(member.scope, sessionId, {})),
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
