import 'server-only';
import { AUDIT_FORMATS, type AuditFormat } from '@/lib/services/audit';
import { streamedFile, today } from './streamed-file';

/** The trail as a download. */
export function auditFile(pieces: AsyncIterable<string>, format: AuditFormat): Response {
  return streamedFile(pieces, `audit-${today()}.${format}`, AUDIT_FORMATS[format]);
}
