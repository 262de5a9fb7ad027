import 'server-only';
import { exchangeAnswer } from '@/lib/services/large-exchange';
import { startRun } from '@/lib/services/runs';
import { sendThroughSession } from '@/lib/services/send';
import { memberDoor } from './door';
import { operations } from './operations';
import { acceptsEvents, runAnswer } from './run-answer';

/** The doors that programs knock at in a loop: as routes of Next they open like every other, and before Next by `front.ts`. */
export const sendDoor = memberDoor(operations.send, async (member, { params, query, body, request }) => {
  const hooks = { signal: request.signal, environmentId: query.environment };
  const sent = await sendThroughSession(member, params.id, body, hooks);
  return exchangeAnswer(sent.exchange, sent.body);
});

export const runDoor = memberDoor(operations.startRun, async (member, { params, body, request }) => {
  const started = await startRun(member, params.id, body, { waits: !acceptsEvents(request) });
  return runAnswer(request, started, '/api/v1/runs', started.whole);
});
