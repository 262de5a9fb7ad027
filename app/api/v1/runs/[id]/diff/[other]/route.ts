import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { diffRuns } from '@/lib/services/run-diffs';

export const GET = route(operations.diffRuns, (member, { params }) =>
  diffRuns(member, params.id, params.other),
);
