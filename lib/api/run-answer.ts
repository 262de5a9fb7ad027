import 'server-only';
import type { Run } from '@/lib/model/run';
import { watchChannel } from '@/lib/services/live';
import type { StartedRun } from '@/lib/services/runs';
import { eventStream } from './event-stream';

/** A run that was just started: its steps as they finish for a caller that accepts a stream, else the whole at its end. */
export async function runAnswer(
  request: Request,
  started: StartedRun,
  read: () => Promise<Run>,
): Promise<Response | Run> {
  if (!request.headers.get('accept')?.includes('text/event-stream')) {
    await started.finished;
    return read();
  }
  const events = watchChannel(started.runId, 0, request.signal);
  return events ? eventStream(events) : read();
}
