import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { findExchangeBody } from '@/lib/db/exchanges';
import { findRun } from '@/lib/db/runs';
import { notFound } from '@/lib/errors';
import type { RunDiff, StepDiff } from '@/lib/model/run-diff';
import type { Run, StepResult } from '@/lib/model/run';
import { diffPair, pairSteps, summariseDiff } from '@/lib/sequence/diff';
import type { ComparedStep } from '@/lib/sequence/diff-step';
import { Masks } from '@/lib/sequence/mask';
import { presentExchange } from './exchanges';
import { listMasks } from './masks';
import type { Member } from './member';
import { shownDiff } from './viewer';

/**
 * What changed from run `a` to run `b`, by the mask rules of the sequence that `b` ran, else of `a`'s. Bodies are read step by
 * step, so that two long runs are never in memory whole.
 * @throws AppError `not_found`
 */
export async function diffRuns(member: Member, a: string, b: string): Promise<RunDiff> {
  const [earlier, later] = [await readRun(member, a), await readRun(member, b)];
  const shown = await listMasks(member, later.sequenceId ?? earlier.sequenceId);
  const masks = new Masks(shown);
  const steps: StepDiff[] = [];
  for (const pair of pairSteps(earlier.steps, later.steps)) {
    const { before, after } = pair;
    const bodies =
      before && after
        ? { before: await withBody(member, before.result), after: await withBody(member, after.result) }
        : null;
    steps.push(diffPair(pair, bodies, masks));
    await nextTurn();
  }
  return shownDiff(member, summariseDiff(earlier, later, steps, shown), [earlier, later]);
}

async function readRun(member: Member, id: string): Promise<Run> {
  const run = await findRun(member.scope, id);
  if (!run) throw notFound('run');
  return run;
}

async function withBody(member: Member, result: StepResult): Promise<ComparedStep> {
  const { exchange } = result;
  const body = (exchange && (await findExchangeBody(member.scope, exchange.id))) ?? new Uint8Array();
  return {
    result: exchange ? { ...result, exchange: presentExchange(exchange, body, 'page') } : result,
    body,
  };
}
