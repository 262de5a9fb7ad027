import type { AuditEntry } from '@/lib/model/audit';

const COLUMNS = [
  'at',
  'actor',
  'kind',
  'subject',
  'detail',
  'sessionName',
  'method',
  'hosts',
  'status',
  'userId',
  'sessionId',
  'subjectId',
  'id',
] as const satisfies readonly (keyof AuditEntry)[];

/** The names of the columns, as the first line. */
export function auditCsvHead(): string {
  return `${COLUMNS.join(',')}\r\n`;
}

/** A line of the audit trail as CSV (RFC 4180). */
export function auditCsv(entry: AuditEntry): string {
  return `${COLUMNS.map((column) => cell(entry[column])).join(',')}\r\n`;
}

/**
 * A spreadsheet takes what begins like this for a formula, and people name things as they like: a quote before it
 * makes it text (OWASP, CSV Injection).
 */
const FORMULA = /^\s*[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const harmless = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
