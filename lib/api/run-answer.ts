import 'server-only';
import type { Run } from '@/lib/model/run';
import { watchRun } from '@/lib/services/run-events';
import type { StartedRun } from '@/lib/services/runs';
import type { ApiRequest } from './door';
import { eventStream } from './event-stream';

/**
 * A run that was just started: its steps as they finish for a caller that accepts a stream, else the whole at its end.
 * The stream's `Location` is `${runs}/${id}`, so that the run can be read and cancelled before it is over.
 */
export async function runAnswer(
  request: ApiRequest,
  started: StartedRun,
  runs: string,
  read: () => Promise<Run>,
): Promise<Response | Run> {
  if (!acceptsEvents(request)) {
    await started.finished;
    return read();
  }
  const events = watchRun(started.runId, 0, request.signal, started.soFar);
  if (!events) return read();
  const stream = eventStream(events);
  stream.headers.set('location', `${runs}/${started.runId}`);
  return stream;
}

/** Whether the caller wants a run's steps as they finish. */
export function acceptsEvents(request: Pick<ApiRequest, 'headers'>): boolean {
  return request.headers.get('accept')?.includes('text/event-stream') === true;
}
