import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { listRuns } from '@/lib/services/runs';

export const GET = route(operations.listRuns, (member, { query }) => listRuns(member, query));
