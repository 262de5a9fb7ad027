import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { listAudit } from '@/lib/services/audit';

export const GET = route(operations.listAudit, (member, { query }) => listAudit(member, query));
