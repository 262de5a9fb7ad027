import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { AuditEntry, AuditFilter } from '@/lib/model/audit';
import { auditQuery } from './audit-query';
import { AUDIT_WORDS } from './audit-words';

export interface AuditTableProps {
  entries: readonly AuditEntry[];
  filter: AuditFilter;
  /** null: there is nothing older */
  nextCursor: string | null;
}

const HEADS = ['When (UTC)', 'Who', 'What', 'Session'];

/** The trail, newest first, a page at a time. */
export function AuditTable({ entries, filter, nextCursor }: AuditTableProps) {
  if (entries.length === 0)
    return (
      <EmptyState title="Nothing like this was done here">
        Widen what is shown, or come back later.
      </EmptyState>
    );
  return (
    <>
      <div
        role="region"
        aria-label="Audit trail"
        tabIndex={0}
        className="bg-raised scroll-thin overflow-x-auto rounded border"
      >
        <table className="w-full border-collapse text-left">
          <thead>
            <tr className="bg-ground border-b">
              {HEADS.map((head) => (
                <th key={head} scope="col" className="px-3 py-1.5 text-sm font-semibold whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-line divide-y">
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} filter={filter} />
            ))}
          </tbody>
        </table>
      </div>
      {nextCursor === null ? null : (
        <Link
          href={`/workspace/audit${auditQuery(filter, { cursor: nextCursor })}`}
          className={`${buttonClass()} self-center`}
        >
          Older
        </Link>
      )}
    </>
  );
}

function Line({ entry, filter }: { entry: AuditEntry; filter: AuditFilter }) {
  const { at, actor, sessionId, sessionName } = entry;
  return (
    <tr className="align-baseline">
      <td className="text-muted px-3 py-1.5 font-mono text-sm whitespace-nowrap">
        <time dateTime={at}>{at.slice(0, 19).replace('T', ' ')}</time>
      </td>
      <td className="px-3 py-1.5 font-semibold whitespace-nowrap">{actor || 'not noted'}</td>
      <td className="min-w-60 px-3 py-1.5 wrap-anywhere">
        <What entry={entry} />
      </td>
      <td className="px-3 py-1.5">
        {sessionId === null ? null : (
          <Link
            href={`/workspace/audit${auditQuery({ ...filter, session: sessionId })}`}
            title="Show what was done with this session"
            className="text-accent underline"
          >
            {sessionName ?? 'a session that is gone'}
          </Link>
        )}
      </td>
    </tr>
  );
}

/** `sent POST to shop.test, 200`; `changed the role of Bob: editor`. */
function What({ entry: { kind, method, hosts, status, subject, detail } }: { entry: AuditEntry }) {
  if (kind === 'send') {
    return (
      <>
        {AUDIT_WORDS.send} <span className="font-mono text-sm">{method}</span>
        {hosts ? ` to ${hosts.replaceAll(' ', ', then ')}` : ''}
        <span className="text-muted">{status === null ? ', no response' : `, ${String(status)}`}</span>
      </>
    );
  }
  return (
    <>
      {AUDIT_WORDS[kind]}
      {subject ? <span className="font-semibold"> {subject}</span> : null}
      {detail ? <span className="text-muted">: {detail}</span> : null}
    </>
  );
}
