import { auditFile } from '@/lib/api/audit-file';
import { AuditExportQuery } from '@/lib/api/audit-operations';
import { guestRoute } from '@/lib/api/guest-route';
import { exportAudit } from '@/lib/services/audit';

/** The page's own door: the audit trail as a download. */
export const GET = guestRoute(async (member, { request }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { format, ...filter } = AuditExportQuery.parse(query);
  return auditFile(await exportAudit(member, filter, format), format);
});
