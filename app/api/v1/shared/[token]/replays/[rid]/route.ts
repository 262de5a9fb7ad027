import { operations } from '@/lib/api/operations';
import { publicRoute } from '@/lib/api/route';
import { getReplay } from '@/lib/services/shares';

export const GET = publicRoute(operations.getReplay, ({ params }) => getReplay(params.token, params.rid));
