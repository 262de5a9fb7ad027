import { operations } from '@/lib/api/operations';
import { publicRoute } from '@/lib/api/route';
import { openShare } from '@/lib/services/shares';

export const GET = publicRoute(operations.openShare, ({ params }) => openShare(params.token));
