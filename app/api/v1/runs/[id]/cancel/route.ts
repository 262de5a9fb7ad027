import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { cancelRun } from '@/lib/services/runs';

export const POST = route(operations.cancelRun, (member, { params }) => cancelRun(member, params.id));
