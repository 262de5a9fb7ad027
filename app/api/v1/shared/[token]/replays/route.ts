import { operations } from '@/lib/api/operations';
import { publicRoute } from '@/lib/api/route';
import { runAnswer } from '@/lib/api/run-answer';
import { getReplay, startReplay } from '@/lib/services/shares';

export const POST = publicRoute(operations.startReplay, async ({ params, body, request }) => {
  const started = await startReplay(params.token, body);
  return runAnswer(request, started, `/api/v1/shared/${params.token}/replays`, () =>
    getReplay(params.token, started.runId),
  );
});
