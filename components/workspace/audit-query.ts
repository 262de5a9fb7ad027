import type { AuditFilter } from '@/lib/model/audit';

/** A filter as the query of an address, `?` included; nothing for none. */
export function auditQuery(
  filter: AuditFilter | Record<string, string>,
  more: Record<string, string> = {},
): string {
  const said = Object.entries({ ...filter, ...more }).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`;
}
