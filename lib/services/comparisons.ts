import 'server-only';
import { deleteSession } from '@/lib/db/sessions';
import { AppError } from '@/lib/errors';
import { ComparisonStart } from '@/lib/model/comparison';
import type { RunDiff } from '@/lib/model/run-diff';
import type { Run, RunSummary } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';
import { mayEdit, type Member } from './member';
import { diffRuns } from './run-diffs';
import { planRun } from './run-plan';
import { beginRun, getRun, listRuns, type StartedRun } from './runs';
import { getSequence } from './sequences';

/**
 * Runs a sequence as two at the same time. Neither begins before both can.
 * @throws AppError as `startRun`; `invalid_request` for one session twice, whose runs would mix in its jar
 */
export async function startComparison(
  member: Member,
  sequenceId: string,
  input: ComparisonStart,
): Promise<[StartedRun, StartedRun]> {
  mayEdit(member);
  const { as, ...start } = ComparisonStart.parse(input);
  const [one, other] = as;
  if (one.sessionId !== undefined && one.sessionId === other.sessionId) {
    throw new AppError('invalid_request', 'Both runs would go through the same session. Choose two.');
  }
  const first = await planRun(member, sequenceId, { ...start, ...one });
  const second = await planRun(member, sequenceId, { ...start, ...other }).catch(async (error: unknown) => {
    // What was made for the run that now does not begin would be listed nowhere, and kept for ever.
    if (first.fresh) await deleteSession(member.scope, first.sessionId);
    throw error;
  });
  return [await beginRun(member, first), await beginRun(member, second)];
}

/** The same, and what differs between the two once both have ended. @throws AppError as `startComparison` */
export async function compareAs(
  member: Member,
  sequenceId: string,
  input: ComparisonStart,
): Promise<RunDiff> {
  const [one, other] = await startComparison(member, sequenceId, input);
  await Promise.all([one.finished, other.finished]);
  return diffRuns(member, one.runId, other.runId);
}

/** Two runs beside each other: their diff once both have ended, and what else there is to compare. */
export interface ReadComparison {
  a: Run;
  b: Run;
  /** null while either is under way */
  diff: RunDiff | null;
  /** null when it was deleted */
  sequence: Sequence | null;
  /** of the same sequence, newest first */
  runs: RunSummary[];
}

/** @throws AppError `not_found` for a run that is not here */
export async function readComparison(member: Member, a: string, b: string): Promise<ReadComparison> {
  const [one, other] = [await getRun(member, a), await getRun(member, b)];
  const sequenceId = other.sequenceId ?? one.sequenceId;
  const over = one.status !== 'running' && other.status !== 'running';
  const [diff, sequence, runs] = await Promise.all([
    over ? diffRuns(member, a, b) : null,
    sequenceId === null ? null : getSequence(member, sequenceId),
    sequenceId === null ? [] : listRuns(member, { sequenceId, limit: 100 }).then(({ items }) => items),
  ]);
  return { a: one, b: other, diff, sequence, runs };
}
