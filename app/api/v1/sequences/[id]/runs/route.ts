import { runDoor } from '@/lib/api/busy-doors';
import { operations } from '@/lib/api/operations';
import { route, routeTo } from '@/lib/api/route';
import { listRuns } from '@/lib/services/runs';
import { getSequence } from '@/lib/services/sequences';

export const GET = route(operations.listSequenceRuns, async (member, { params, query }) => {
  const { id: sequenceId } = await getSequence(member, params.id);
  return listRuns(member, { ...query, sequenceId });
});
export const POST = routeTo(runDoor);
