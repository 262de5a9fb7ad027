'use client';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Section } from '@/components/account/account-page';
import { Confirm, type Question } from '@/components/ui/confirm';
import { Lines } from '@/components/ui/lines';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { RelativeTime } from '@/components/ui/relative-time';
import { TextField } from '@/components/ui/text-field';
import { handOver, removeMember, setRole } from '@/lib/actions/workspaces';
import type { Colleague, GivenRole, Role } from '@/lib/model/account';
import { GIVEN_ROLES } from './role-words';
import { useDeed } from './use-deed';

export interface MembersSectionProps {
  colleagues: readonly Colleague[];
  /** id of the one who looks */
  self: string;
  role: Role;
}

/** More than these are not seen at a glance: they scroll, and can be filtered. */
const MANY = 10;

/** Everyone in the workspace, and for admins what can be done about them. */
export function MembersSection({ colleagues, self, role }: MembersSectionProps) {
  const [wanted, setWanted] = useState('');
  const [question, setQuestion] = useState<Question | null>(null);
  const isLong = colleagues.length > MANY;
  const shown = isLong ? colleagues.filter((colleague) => isMeant(colleague, wanted)) : colleagues;
  return (
    <Section
      title="Members"
      count={colleagues.length}
      lead="A member who is removed is out at once. What they made here stays, but for sessions that they never shared."
    >
      {isLong ? (
        <TextField
          label="Find a member"
          type="search"
          placeholder="Name, email or role"
          className="w-64 max-sm:w-full"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      ) : null}
      {shown.length === 0 ? <p className="text-muted">Nobody here is called “{wanted.trim()}”.</p> : null}
      <Lines
        label="Members"
        count={shown.length}
        mark={role}
        className={isLong ? 'scroll-thin max-h-100 overflow-y-auto' : ''}
      >
        {shown.map((colleague) => (
          <li key={colleague.userId} className="flex min-h-11 items-center gap-3 py-1.5">
            <Who colleague={colleague} isSelf={colleague.userId === self} />
            <span>{colleague.role}</span>
            <MemberMenu colleague={colleague} self={self} role={role} onAsk={setQuestion} />
          </li>
        ))}
      </Lines>
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </Section>
  );
}

function isMeant({ name, email, role }: Colleague, wanted: string): boolean {
  const said = [name, email ?? '', role].join('\n').toLocaleLowerCase();
  return said.includes(wanted.trim().toLocaleLowerCase());
}

function Who({ colleague: { name, email, joinedAt }, isSelf }: { colleague: Colleague; isSelf: boolean }) {
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate font-semibold" title={name}>
        {name}
        {isSelf ? <span className="text-muted font-normal"> (you)</span> : null}
      </span>
      <span className="text-muted block truncate" title={email ?? undefined}>
        {email ?? 'runs this server'} · joined <RelativeTime iso={joinedAt} />
      </span>
    </span>
  );
}

interface MemberMenuProps {
  colleague: Colleague;
  self: string;
  role: Role;
  /** shows what is asked before it is done */
  onAsk: (question: Question) => void;
}

function MemberMenu({ colleague, self, role, onAsk }: MemberMenuProps) {
  const deed = useDeed();
  const sections = sectionsFor(colleague, self, role);
  if (sections.length === 0) return <span className="size-8" />;
  const { userId, name } = colleague;
  function act(id: string) {
    if (id === 'remove')
      return onAsk({
        title: `Remove ${name}?`,
        text: `${name} is out at once, with their API tokens of this workspace. Sessions that they never shared are deleted; all else that they made stays. To come back they need a new invitation.`,
        yes: 'Remove',
        act: () => deed(() => removeMember(userId), `${name} is out`),
      });
    if (id === 'hand-over')
      return onAsk({
        title: `Hand the workspace over to ${name}?`,
        text: `${name} owns it from then on, and you are an admin of it. Only ${name} can give it back.`,
        yes: 'Hand it over',
        act: () => deed(() => handOver(userId), `${name} owns the workspace now`),
      });
    void deed(() => setRole(userId, id as GivenRole), `${name} is ${id === 'viewer' ? 'a' : 'an'} ${id} now`);
  }
  return (
    <Menu
      label={`What to do about ${name}`}
      sections={sections}
      onAction={act}
      placement="bottom end"
      className="text-muted hover:bg-hover flex size-8 items-center justify-center rounded"
    >
      <Ellipsis aria-hidden="true" className="size-4" />
    </Menu>
  );
}

/** Nobody changes the owner or themselves; admins are the owner's to change. */
function sectionsFor(colleague: Colleague, self: string, role: Role): MenuSection[] {
  const owns = role === 'owner';
  const may = owns || (role === 'admin' && colleague.role !== 'admin');
  if (!may || colleague.role === 'owner' || colleague.userId === self) return [];
  const roles = owns ? GIVEN_ROLES : GIVEN_ROLES.slice(0, 2);
  return [
    {
      id: 'roles',
      title: 'Role',
      items: roles.map(({ value, label }) => ({ id: value, label, checked: value === colleague.role })),
    },
    {
      id: 'more',
      items: [
        ...(owns ? [{ id: 'hand-over', label: 'Hand the workspace over…' }] : []),
        { id: 'remove', label: 'Remove…', danger: true },
      ],
    },
  ];
}
