import { z } from 'zod';
import { CheckpointInput } from '@/lib/model/checkpoint';
import { ComparisonStart } from '@/lib/model/comparison';
import { Cookie } from '@/lib/model/cookie';
import { MaskSettings } from '@/lib/model/mask';
import { RunStart } from '@/lib/model/run';
import * as answers from './answers';
import { ListQuery, type Operation } from './operation';
import { CheckpointAnswer, MasksAnswer, RunDiffAnswer } from './run-answers';

const RunsQuery = ListQuery.extend({ sequenceId: z.string().optional() });

/** Runs: started, kept, compared; what a comparison leaves aside; and the jars they can begin with. */
export const runOperations = {
  startRun: {
    id: 'startRun',
    method: 'POST',
    path: '/api/v1/sequences/{id}/runs',
    tag: 'Runs',
    scope: 'send',
    summary: 'Run a sequence; with Accept: text/event-stream steps arrive as they finish',
    body: RunStart,
    answer: answers.RunAnswer,
    otherType: 'text/event-stream',
    status: 201,
  },
  listSequenceRuns: {
    id: 'listSequenceRuns',
    method: 'GET',
    path: '/api/v1/sequences/{id}/runs',
    tag: 'Runs',
    summary: 'List the runs of a sequence, newest first',
    query: ListQuery,
    answer: answers.pageOf(answers.RunSummaryAnswer),
  },
  listRuns: {
    id: 'listRuns',
    method: 'GET',
    path: '/api/v1/runs',
    tag: 'Runs',
    summary: 'List runs, newest first',
    query: RunsQuery,
    answer: answers.pageOf(answers.RunSummaryAnswer),
  },
  getRun: {
    id: 'getRun',
    method: 'GET',
    path: '/api/v1/runs/{id}',
    tag: 'Runs',
    summary:
      'Read a run with its steps; with Accept: text/event-stream follow it, from after the event that Last-Event-ID names',
    answer: answers.RunAnswer,
    otherType: 'text/event-stream',
  },
  cancelRun: {
    id: 'cancelRun',
    method: 'POST',
    path: '/api/v1/runs/{id}/cancel',
    tag: 'Runs',
    scope: 'send',
    summary: 'Stop a run; the request in flight is aborted',
    answer: answers.RunAnswer,
    status: 202,
  },
  deleteRun: {
    id: 'deleteRun',
    method: 'DELETE',
    path: '/api/v1/runs/{id}',
    tag: 'Runs',
    summary: 'Delete a run; a session made for it alone goes with it',
  },
  nameReference: {
    id: 'nameReference',
    method: 'PUT',
    path: '/api/v1/runs/{id}/reference',
    tag: 'Runs',
    summary: 'Name a run the reference of its sequence, in place of the one before',
    answer: answers.RunAnswer,
  },
  clearReference: {
    id: 'clearReference',
    method: 'DELETE',
    path: '/api/v1/runs/{id}/reference',
    tag: 'Runs',
    summary: 'Take the name of reference from a run',
    answer: answers.RunAnswer,
  },
  diffRuns: {
    id: 'diffRuns',
    method: 'GET',
    path: '/api/v1/runs/{id}/diff/{other}',
    tag: 'Runs',
    summary: 'What changed from one run to another, volatile values masked by the rules of their sequence',
    answer: RunDiffAnswer,
  },
  compareAs: {
    id: 'compareAs',
    method: 'POST',
    path: '/api/v1/sequences/{id}/comparisons',
    tag: 'Runs',
    scope: 'send',
    summary:
      'Run a sequence as two at the same time (sessions, checkpoints, or a fresh session) and compare the runs',
    body: ComparisonStart,
    answer: RunDiffAnswer,
    status: 201,
  },
  listMasks: {
    id: 'listMasks',
    method: 'GET',
    path: '/api/v1/sequences/{id}/masks',
    tag: 'Runs',
    summary: 'The rules by which a difference between runs of a sequence does not count',
    answer: MasksAnswer,
  },
  replaceMasks: {
    id: 'replaceMasks',
    method: 'PUT',
    path: '/api/v1/sequences/{id}/masks',
    tag: 'Runs',
    summary: 'Switch default rules off by their ids, and replace a sequence’s own',
    body: MaskSettings,
    answer: MasksAnswer,
  },
  saveCheckpoint: {
    id: 'saveCheckpoint',
    method: 'POST',
    path: '/api/v1/sessions/{id}/checkpoints',
    tag: 'Cookies',
    summary: 'Keep a copy of the jar under a name',
    body: CheckpointInput,
    answer: CheckpointAnswer,
    status: 201,
  },
  listCheckpoints: {
    id: 'listCheckpoints',
    method: 'GET',
    path: '/api/v1/sessions/{id}/checkpoints',
    tag: 'Cookies',
    summary: 'A session’s checkpoints, newest first',
    answer: answers.pageOf(CheckpointAnswer),
  },
  restoreCheckpoint: {
    id: 'restoreCheckpoint',
    method: 'POST',
    path: '/api/v1/sessions/{id}/checkpoints/{cid}/restore',
    tag: 'Cookies',
    summary: 'Roll the jar back to a checkpoint',
    answer: z.object({ items: z.array(Cookie) }),
  },
  deleteCheckpoint: {
    id: 'deleteCheckpoint',
    method: 'DELETE',
    path: '/api/v1/sessions/{id}/checkpoints/{cid}',
    tag: 'Cookies',
    summary: 'Delete a checkpoint',
  },
} as const satisfies Record<string, Operation>;
