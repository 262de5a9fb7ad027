'use client';
import { useState } from 'react';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import { chooseWorkspace, createWorkspace } from '@/lib/actions/workspaces';
import type { Membership } from '@/lib/model/account';
import { Section } from './account-page';
import { ImportWorkspace } from './import-workspace';
import { openAfresh } from './open-afresh';
import { useForm } from './use-form';

/** Where one works, and a new place to. */
export function WorkspacesSection({
  workspaces,
  inView,
}: {
  workspaces: readonly Membership[];
  inView: string;
}) {
  const [name, setName] = useState('');
  const make = useForm(async () => {
    await settle(createWorkspace(name));
    await openAfresh();
  });
  return (
    <Section title="Workspaces" lead="Each has its own sessions, requests, sequences and members.">
      <ul className="divide-line divide-y border-y">
        {workspaces.map((workspace) => (
          <WorkspaceLine
            key={workspace.workspaceId}
            workspace={workspace}
            isInView={workspace.workspaceId === inView}
          />
        ))}
      </ul>
      <form onSubmit={make.onSubmit} className="flex flex-wrap items-start gap-3">
        <TextField
          label="A new workspace"
          placeholder="Name"
          className="w-64 max-sm:w-full"
          value={name}
          error={make.faultOf('') ?? (make.problem || undefined)}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" className="mt-5.5 max-sm:mt-0" disabled={make.busy || name.trim() === ''}>
          Make it
        </Button>
      </form>
      <ImportWorkspace />
    </Section>
  );
}

interface WorkspaceLineProps {
  workspace: Membership;
  /** what the playground shows now */
  isInView: boolean;
}

function WorkspaceLine({ workspace: { workspaceId, name, role }, isInView }: WorkspaceLineProps) {
  const open = useForm(async () => {
    await settle(chooseWorkspace(workspaceId));
    await openAfresh();
  });
  return (
    <li className="flex min-h-10 items-center gap-3 py-1.5">
      <span className="min-w-0 flex-1 truncate font-semibold" title={name}>
        {name}
      </span>
      {open.problem ? <FieldError>{open.problem}</FieldError> : null}
      <span className="text-muted shrink-0">{isInView ? `in use · ${role}` : role}</span>
      <form onSubmit={open.onSubmit}>
        <Button type="submit" size="sm" aria-label={`Open ${name}`} disabled={open.busy}>
          Open
        </Button>
      </form>
    </li>
  );
}
