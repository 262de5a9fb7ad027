import { AppError } from '@/lib/errors';
import * as checkpoints from '@/lib/services/checkpoints';
import { startComparison } from '@/lib/services/comparisons';
import * as cookies from '@/lib/services/cookies';
import { exchangeEvents } from '@/lib/services/exchange-events';
import * as exchanges from '@/lib/services/exchanges';
import { exportSequence } from '@/lib/services/exports';
import * as kept from '@/lib/services/kept-runs';
import type { Member } from '@/lib/services/member';
import { listOffers } from '@/lib/services/offers';
import { diffRuns } from '@/lib/services/run-diffs';
import { runEvents } from '@/lib/services/run-events';
import * as runs from '@/lib/services/runs';
import { cancelSend } from '@/lib/services/cancel-send';
import * as send from '@/lib/services/send';
import { createSequence } from '@/lib/services/sequences';
import * as sharing from '@/lib/services/session-sharing';
import * as sessions from '@/lib/services/sessions';
import { createShare } from '@/lib/services/shares';
import * as signIns from '@/lib/services/sign-ins';
import { talk } from '@/lib/services/talk';
import { type Target } from '../support/target-server';

const never = new AbortController().signal;
const cookie = { name: 'sid', value: 's3cret-of-sid', domain: 'shop.test', path: '/' };
const secretSettings = {
  name: 'admin',
  auth: { type: 'bearer' as const, token: 'b3arer' },
  headers: [
    ['Accept', '*/*'],
    ['X-Api-Key', 'k3y'],
  ] as [string, string][],
};

/** A session of someone's with all that can lie with one. */
export async function filled(member: Member, target: Target) {
  const { id: sessionId } = await sessions.createSession(member, secretSettings);
  await cookies.putCookie(member, sessionId, cookie);
  const { exchange } = await send.sendThroughSession(member, sessionId, { method: 'GET', url: target.url });
  const { id: checkpointId } = await checkpoints.saveCheckpoint(member, sessionId, { name: 'in' });
  const sequence = await createSequence(member, {
    name: 'S',
    steps: [{ name: 'one', request: { url: target.url } }],
  });
  const started = await runs.startRun(member, sequence.id, { sessionId });
  await started.finished;
  return { sessionId, exchangeId: exchange.id, checkpointId, sequenceId: sequence.id, runId: started.runId };
}
export type Filled = Awaited<ReturnType<typeof filled>>;

/** Every verb that leads to a session, its jar, its history or its runs, by name. */
export function doors(member: Member, ids: Filled): Record<string, () => Promise<unknown>> {
  const { sessionId, exchangeId, checkpointId, sequenceId, runId } = ids;
  const read = () => runs.getRun(member, runId);
  return {
    getSession: () => sessions.getSession(member, sessionId),
    updateSession: () => sessions.updateSession(member, sessionId, { name: 'mine' }),
    deleteSession: () => sessions.deleteSession(member, sessionId),
    forkSession: () => sessions.forkSession(member, sessionId),
    getSharing: () => sharing.getSharing(member, sessionId),
    setSharing: () => sharing.setSharing(member, sessionId, { isShared: true }),
    send: () => send.sendThroughSession(member, sessionId, { method: 'GET', url: 'http://127.0.0.1:1/' }),
    startSend: () => send.startSend(member, sessionId, { method: 'GET', url: 'http://127.0.0.1:1/' }),
    cancelSend: () => cancelSend(member, exchangeId),
    talk: () => talk(member, exchangeId, { text: 'hi' }),
    listCookies: () => cookies.listCookies(member, sessionId),
    putCookie: () => cookies.putCookie(member, sessionId, cookie),
    replaceCookies: () => cookies.replaceCookies(member, sessionId, []),
    importCookies: () => cookies.importCookies(member, sessionId, { text: 'a=b', domain: 'shop.test' }),
    exportCookies: () => cookies.exportCookies(member, sessionId, 'json'),
    deleteCookies: () => cookies.deleteCookies(member, sessionId, {}),
    deleteCookie: () => cookies.deleteCookie(member, sessionId, { ...cookie, hostOnly: false }),
    getExchange: () => exchanges.getExchange(member, exchangeId),
    getExchangeBody: () => exchanges.getExchangeBody(member, exchangeId),
    deleteExchange: () => exchanges.deleteExchange(member, exchangeId),
    exchangeEvents: () => exchangeEvents(member, exchangeId, 0, never),
    listOffers: () => listOffers(member, exchangeId),
    listCheckpoints: () => checkpoints.listCheckpoints(member, sessionId),
    saveCheckpoint: () => checkpoints.saveCheckpoint(member, sessionId, { name: 'mine' }),
    restoreCheckpoint: () => checkpoints.restoreCheckpoint(member, sessionId, checkpointId),
    deleteCheckpoint: () => checkpoints.deleteCheckpoint(member, sessionId, checkpointId),
    runAtCheckpoint: () => runs.startRun(member, sequenceId, { checkpointId }),
    runInSession: () => runs.startRun(member, sequenceId, { sessionId }),
    compareInSession: () => startComparison(member, sequenceId, { as: [{ sessionId }, {}] }),
    getRun: () => runs.getRun(member, runId),
    cancelRun: () => runs.cancelRun(member, runId),
    runEvents: () => runEvents(member, runId, 0, never, read),
    deleteRun: () => kept.deleteRun(member, runId),
    nameReference: () => kept.nameReference(member, runId, true),
    abandonRun: () => kept.abandonRun(member, runId),
    diffRuns: () => diffRuns(member, runId, runId),
    exportRun: () => exportSequence(member, sequenceId, 'har', runId),
    shareRun: () => createShare(member, { sequenceId, mode: 'recording', runId }),
    shareSession: () => createShare(member, { sequenceId, mode: 'replay', sessionId }),
    beginSignIn: () => signIns.beginSignIn(member, sessionId, { redirectUri: 'http://127.0.0.1/' }),
    tokenState: () => signIns.tokenState(member, sessionId, {}),
    forgetTokens: () => signIns.forgetTokens(member, sessionId),
  };
}

/** `done`, or the code and the words of a refusal. */
export const outcome = (work: () => Promise<unknown>) =>
  work().then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? `${error.code}: ${error.message}` : String(error)),
  );
