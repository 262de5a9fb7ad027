import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { runAnswer } from '@/lib/api/run-answer';
import { getRun, startRun } from '@/lib/services/runs';

export const POST = route(operations.startRun, async (member, { params, body, request }) => {
  const started = await startRun(member, params.id, body);
  return runAnswer(request, started, '/api/v1/runs', () => getRun(member, started.runId));
});
