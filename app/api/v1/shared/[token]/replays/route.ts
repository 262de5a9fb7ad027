import { visitorOf } from '@/lib/auth';
import { scopeOf } from '@/lib/api/operation';
import { operations } from '@/lib/api/operations';
import { publicRoute } from '@/lib/api/route';
import { runAnswer } from '@/lib/api/run-answer';
import { getReplay, startReplay } from '@/lib/services/shared-links';

export const POST = publicRoute(operations.startReplay, async ({ params, body, request }) => {
  const visitor = await visitorOf(request, scopeOf(operations.startReplay));
  const started = await startReplay(params.token, visitor, body);
  return runAnswer(request, started, `/api/v1/shared/${params.token}/replays`, () =>
    getReplay(params.token, visitor, started.runId),
  );
});
