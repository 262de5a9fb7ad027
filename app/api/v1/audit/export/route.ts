import { auditFile } from '@/lib/api/audit-file';
import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { exportAudit } from '@/lib/services/audit';

export const GET = route(operations.exportAudit, async (member, { query: { format, ...filter } }) =>
  auditFile(await exportAudit(member, filter, format), format),
);
