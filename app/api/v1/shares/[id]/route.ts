import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { revokeShare } from '@/lib/services/shares';

export const DELETE = route(operations.revokeShare, (member, { params }) => revokeShare(member, params.id));
