'use client';
import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { environmentInUse, useWorkspace } from '@/components/shell/workspace-store';
import { Menu, type MenuSection } from '@/components/ui/menu';
import type { Environment } from '@/lib/model/environment';

const EnvironmentDialog = dynamic(
  () => import('./environment-dialog').then((module) => module.EnvironmentDialog),
  { ssr: false },
);

const NONE = 'no-environment';
const NEW = 'new-environment';
const EDIT = 'edit-environment';

/** Which environment the next send takes its variables from; and the way to change them. */
export function EnvironmentMenu() {
  const environments = useWorkspace((state) => state.environments);
  const chosen = useWorkspace(environmentInUse);
  const choose = useWorkspace((state) => state.useEnvironment);
  const [edited, setEdited] = useState<Environment | 'new' | null>(null);
  function act(id: string) {
    if (id === NEW) setEdited('new');
    else if (id === EDIT) setEdited(chosen);
    else choose(id === NONE ? null : id);
  }
  return (
    <>
      <Menu
        label={`Environment: ${chosen?.name ?? 'none'}`}
        sections={sectionsOf(environments, chosen)}
        onAction={act}
        placement="bottom end"
        className="text-muted hover:bg-hover hover:text-ink flex h-8 max-w-48 items-center gap-1 rounded px-2"
      >
        <span className="truncate">
          env: <span className={chosen ? 'text-ink font-semibold' : ''}>{chosen?.name ?? 'none'}</span>
        </span>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0" />
      </Menu>
      {edited ? (
        <EnvironmentDialog environment={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </>
  );
}

function sectionsOf(environments: readonly Environment[], chosen: Environment | null): MenuSection[] {
  return [
    {
      id: 'choose',
      title: 'Variables of',
      items: [
        { id: NONE, label: 'no environment', checked: chosen === null },
        ...environments.map(({ id, name, variables }) => ({
          id,
          label: name,
          note: String(variables.length),
          checked: id === chosen?.id,
        })),
      ],
    },
    {
      id: 'change',
      items: [
        ...(chosen ? [{ id: EDIT, label: `Edit ${chosen.name}…` }] : []),
        { id: NEW, label: 'New environment…' },
      ],
    },
  ];
}
