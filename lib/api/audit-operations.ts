import { z } from 'zod';
import { AuditFilter, AuditKind } from '@/lib/model/audit';
import { pageOf } from './answers';
import { ListQuery, type Operation } from './operation';

const AuditEntryAnswer = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: AuditKind,
  actor: z.string(),
  userId: z.string().nullable(),
  sessionId: z.string().nullable(),
  sessionName: z.string().nullable(),
  subject: z.string().nullable(),
  subjectId: z.string().nullable(),
  detail: z.string().nullable(),
  method: z.string().nullable(),
  hosts: z.string().nullable(),
  status: z.int().nullable(),
});

export const AuditExportQuery = AuditFilter.extend({ format: z.enum(['csv', 'json']).default('csv') });

/** Who did what in the workspace; for its owner and admins. */
export const auditOperations = {
  listAudit: {
    id: 'listAudit',
    method: 'GET',
    path: '/api/v1/audit',
    scope: 'admin',
    tag: 'Audit',
    summary: 'Who did what, newest first; for the owner and admins',
    query: AuditFilter.extend(ListQuery.shape),
    answer: pageOf(AuditEntryAnswer),
  },
  exportAudit: {
    id: 'exportAudit',
    method: 'GET',
    path: '/api/v1/audit/export',
    scope: 'admin',
    tag: 'Audit',
    summary: 'The whole trail as a file, CSV or JSON',
    query: AuditExportQuery,
    answer: z.array(AuditEntryAnswer),
    otherType: 'text/csv',
  },
} as const satisfies Record<string, Operation>;
