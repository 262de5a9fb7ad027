import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { getRun } from '@/lib/services/runs';

export const GET = route(operations.getRun, (member, { params }) => getRun(member, params.id));
