import { Download } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonClass } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { AuditFilter } from '@/lib/model/audit';
import { auditQuery } from './audit-query';
import { AUDIT_WORDS } from './audit-words';

interface Named {
  id: string;
  name: string;
}

export interface AuditFiltersProps {
  filter: AuditFilter;
  people: readonly Named[];
  sessions: readonly Named[];
}

const all = (label: string) => ({ value: '', label });
const named = ({ id, name }: Named) => ({ value: id, label: name });
const KINDS = Object.entries(AUDIT_WORDS).map(([value, words]) => ({ value, label: words }));

/** What of the trail is shown. A form of the browser's own: it works before any script is there, and can be bookmarked. */
export function AuditFilters({ filter, people, sessions }: AuditFiltersProps) {
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <form
      method="get"
      action="/workspace/audit"
      className="grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
    >
      <Select
        label="Who"
        name="person"
        className="md:w-36"
        defaultValue={filter.person ?? ''}
        options={[all('everyone'), ...people.map(named), { value: 'none', label: 'guests and visitors' }]}
      />
      <Select
        label="What"
        name="kind"
        className="md:w-44"
        defaultValue={filter.kind ?? ''}
        options={[all('everything'), ...KINDS]}
      />
      <Select
        label="Session"
        name="session"
        className="md:w-36"
        defaultValue={filter.session ?? ''}
        options={[all('all'), ...sessions.map(named), ...gone(filter, sessions)]}
      />
      <TextField label="From (UTC)" type="date" name="from" defaultValue={filter.from?.slice(0, 10)} />
      <TextField label="Before (UTC)" type="date" name="before" defaultValue={filter.before?.slice(0, 10)} />
      <Button type="submit" variant="primary">
        Show
      </Button>
      {isNarrowed ? (
        <Link href="/workspace/audit" className={buttonClass()}>
          Show all
        </Link>
      ) : null}
      <span className="flex gap-2 md:ml-auto">
        {(['csv', 'json'] as const).map((format) => (
          <a
            key={format}
            href={`/live/audit${auditQuery(filter, { format })}`}
            className={buttonClass()}
            title={`What is shown, all pages of it, as ${format.toUpperCase()}`}
            download
          >
            <Download aria-hidden="true" className="size-4" />
            {format.toUpperCase()}
          </a>
        ))}
      </span>
    </form>
  );
}

/** One that was deleted can still be asked for, by a click in the trail. */
function gone({ session }: AuditFilter, sessions: readonly Named[]) {
  if (session === undefined || sessions.some(({ id }) => id === session)) return [];
  return [{ value: session, label: 'one that is not listed' }];
}
