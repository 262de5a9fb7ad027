'use client';
import { Section } from '@/components/account/account-page';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { RelativeTime } from '@/components/ui/relative-time';
import { handOver, removeMember, setRole } from '@/lib/actions/workspaces';
import type { Colleague, GivenRole, Role } from '@/lib/model/account';
import { Ellipsis } from 'lucide-react';
import { GIVEN_ROLES } from './role-words';
import { useDeed } from './use-deed';

export interface MembersSectionProps {
  colleagues: readonly Colleague[];
  /** id of the one who looks */
  self: string;
  role: Role;
}

/** Everyone in the workspace, and for admins what can be done about them. */
export function MembersSection({ colleagues, self, role }: MembersSectionProps) {
  return (
    <Section
      title="Members"
      lead="A member who is removed is out at once. What they made here stays, but for sessions that they never shared."
    >
      <ul className="divide-line divide-y border-y">
        {colleagues.map((colleague) => (
          <li key={colleague.userId} className="flex min-h-11 items-center gap-3 py-1.5">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-semibold">
                {colleague.name}
                {colleague.userId === self ? <span className="text-muted font-normal"> (you)</span> : null}
              </span>
              <span className="text-muted block truncate">
                {colleague.email ?? 'runs this server'} · joined <RelativeTime iso={colleague.joinedAt} />
              </span>
            </span>
            <span>{colleague.role}</span>
            <MemberMenu colleague={colleague} self={self} role={role} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function MemberMenu({ colleague, self, role }: { colleague: Colleague; self: string; role: Role }) {
  const deed = useDeed();
  const sections = sectionsFor(colleague, self, role);
  if (sections.length === 0) return <span className="size-8" />;
  const { userId, name } = colleague;
  function act(id: string) {
    if (id === 'remove') return deed(() => removeMember(userId), `${name} is out`);
    if (id === 'hand-over') return deed(() => handOver(userId), `${name} owns the workspace now`);
    return deed(() => setRole(userId, id as GivenRole));
  }
  return (
    <Menu
      label={`What to do about ${name}`}
      sections={sections}
      onAction={(id) => void act(id)}
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
        ...(owns ? [{ id: 'hand-over', label: 'Hand the workspace over' }] : []),
        { id: 'remove', label: 'Remove', danger: true },
      ],
    },
  ];
}
