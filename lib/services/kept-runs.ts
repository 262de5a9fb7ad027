import 'server-only';
import * as store from '@/lib/db/run-keeping';
import { AppError, notFound } from '@/lib/errors';
import type { Run } from '@/lib/model/run';
import { leaveRun } from './left-runs';
import { mayEdit, type Member } from './member';
import { cancelRun, getRun } from './runs';

/**
 * Deletes a run; a session made for it alone goes with it, another keeps its history.
 * @throws AppError `not_found`; `conflict` while it is under way
 */
export async function deleteRun(member: Member, id: string): Promise<void> {
  mayEdit(member);
  const { status } = await getRun(member, id);
  if (status === 'running') {
    throw new AppError('conflict', 'This run is still under way. Cancel it, then delete it.');
  }
  if (!(await store.deleteRun(member.scope, id))) throw notFound('run');
}

/**
 * Names a run the reference of its sequence, or takes that name from it.
 * @throws AppError `not_found`; `conflict` for a run whose sequence is gone
 */
export async function nameReference(member: Member, id: string, isReference: boolean): Promise<Run> {
  mayEdit(member);
  const run = await getRun(member, id);
  if (run.sequenceId === null) {
    throw new AppError(
      'conflict',
      'The sequence of this run was deleted, so there is nothing it could be the reference of.',
    );
  }
  if (isReference) await store.setReference(member.scope, run.sequenceId, id);
  else if (run.isReference) await store.setReference(member.scope, run.sequenceId, null);
  return { ...run, isReference };
}

/** The page that showed a run is gone: it is cancelled in a moment, unless it is read again. @throws AppError `not_found` */
export async function abandonRun(member: Member, id: string): Promise<void> {
  mayEdit(member);
  await getRun(member, id);
  leaveRun(id, () => cancelRun(member, id));
}
