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
  /** nothing newer is left out */
  isNewest: boolean;
}

/** On a phone an entry is a block of its own: four columns side by side would hide the last two. */
const CELL = 'md:px-3 md:py-1.5';
const HEADS = ['When (UTC)', 'Who', 'What', 'Session'];

/** The trail, newest first, a page at a time. */
export function AuditTable({ entries, filter, nextCursor, isNewest }: AuditTableProps) {
  if (entries.length === 0)
    return (
      <EmptyState
        title="Nothing like this was done here"
        className="px-0"
        action={
          <Link href="/workspace/audit" className={buttonClass()}>
            Show the whole trail
          </Link>
        }
      >
        Nothing in the trail is of that person, kind, session and time together.
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
        <table role="table" className="w-full border-collapse text-left max-md:block">
          <thead className="max-md:sr-only">
            <tr className="bg-ground border-b">
              {HEADS.map((head) => (
                <th key={head} scope="col" className="px-3 py-1.5 text-sm font-semibold whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="divide-line divide-y max-md:block">
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} filter={filter} />
            ))}
          </tbody>
        </table>
      </div>
      <nav aria-label="Parts of the trail" className="flex justify-center gap-2 empty:hidden">
        {isNewest ? null : (
          <Link href={`/workspace/audit${auditQuery(filter)}`} className={buttonClass()}>
            Newest
          </Link>
        )}
        {nextCursor === null ? null : (
          <Link
            href={`/workspace/audit${auditQuery(filter, { cursor: nextCursor })}`}
            className={buttonClass()}
          >
            Older
          </Link>
        )}
      </nav>
    </>
  );
}

function Line({ entry, filter }: { entry: AuditEntry; filter: AuditFilter }) {
  const { at, actor, sessionId, sessionName } = entry;
  return (
    <tr
      role="row"
      className="align-baseline max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-3 max-md:py-2"
    >
      <td role="cell" className={`${CELL} text-muted font-mono text-sm whitespace-nowrap max-md:order-2`}>
        <time dateTime={at}>{at.slice(0, 19).replace('T', ' ')}</time>
      </td>
      <td
        role="cell"
        className={`${CELL} font-semibold wrap-anywhere max-md:order-1 md:max-w-64 md:min-w-32`}
      >
        {actor || 'not noted'}
      </td>
      <td role="cell" className={`${CELL} min-w-60 wrap-anywhere max-md:order-3 max-md:col-span-2`}>
        <What entry={entry} />
      </td>
      <td
        role="cell"
        className={`${CELL} wrap-anywhere max-md:order-4 max-md:col-span-2 max-md:empty:hidden md:max-w-48`}
      >
        {sessionId === null ? null : (
          <>
            <span className="text-muted md:hidden">session </span>
            <Link
              href={`/workspace/audit${auditQuery({ ...filter, session: sessionId })}`}
              title="Show what was done with this session"
              className="text-accent underline"
            >
              {sessionName ?? 'a session that is gone'}
            </Link>
          </>
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
