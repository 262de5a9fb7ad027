import type { operations } from '@/lib/api/operations';
import type { ApiAsk } from './door';
import type { Things } from './things';

/** What a stranger has of their own. */
interface OwnThings {
  session: string;
  sequence: string;
  run: string;
}

type Mixed = [operation: keyof typeof operations, ask: (own: OwnThings, theirs: Things) => ApiAsk];

/** Calls about a thing of one's own that also name a thing of another workspace. */
export const mixedDoors: Mixed[] = [
  [
    'send',
    ({ session: id }, { environment, target }) => ({
      params: { id },
      query: `?environment=${environment}`,
      body: { url: target },
    }),
  ],
  ['startRun', ({ sequence: id }, { session: sessionId }) => ({ params: { id }, body: { sessionId } })],
  [
    'startRun',
    ({ sequence: id }, { checkpoint: checkpointId }) => ({ params: { id }, body: { checkpointId } }),
  ],
  [
    'startRun',
    ({ sequence: id }, { environment: environmentId }) => ({ params: { id }, body: { environmentId } }),
  ],
  [
    'compareAs',
    ({ sequence: id }, { session: sessionId }) => ({ params: { id }, body: { as: [{}, { sessionId }] } }),
  ],
  [
    'compareAs',
    ({ sequence: id }, { checkpoint: checkpointId }) => ({
      params: { id },
      body: { as: [{ checkpointId }, {}] },
    }),
  ],
  ['diffRuns', ({ run: id }, { run: other }) => ({ params: { id, other } })],
  ['diffRuns', ({ run: other }, { run: id }) => ({ params: { id, other } })],
  ['restoreCheckpoint', ({ session: id }, { checkpoint: cid }) => ({ params: { id, cid } })],
  ['deleteCheckpoint', ({ session: id }, { checkpoint: cid }) => ({ params: { id, cid } })],
  ['createShare', ({ sequence: sequenceId }, { run: runId }) => ({ body: { sequenceId, runId } })],
  [
    'createShare',
    ({ sequence: sequenceId }, { session: sessionId }) => ({ body: { sequenceId, sessionId, mode: 'live' } }),
  ],
  [
    'finishSignIn',
    ({ session: id }, { signInState }) => ({
      params: { id },
      body: { callbackUrl: `http://127.0.0.1/oauth/callback?state=${signInState}&code=1` },
    }),
  ],
  ['exportSequence', ({ sequence: id }, { run }) => ({ params: { id }, query: `?format=har&run=${run}` })],
];
