'use client';
import { useState } from 'react';
import { Section } from '@/components/account/account-page';
import { openAfresh } from '@/components/account/open-afresh';
import { useForm } from '@/components/account/use-form';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import { deleteWorkspace, leaveWorkspace } from '@/lib/actions/workspaces';
import type { Role } from '@/lib/model/account';

/** The way out: its owner deletes the workspace, everyone else leaves it. */
export function LeaveSection({ name, role }: { name: string; role: Role }) {
  return role === 'owner' ? <Delete name={name} /> : <Leave />;
}

function Leave() {
  const form = useForm(async () => {
    await settle(leaveWorkspace());
    openAfresh();
  });
  return (
    <Section
      title="Leave"
      lead="What you made here stays, but for sessions that you never shared: they are deleted. To come back you need a new invitation."
    >
      <form onSubmit={form.onSubmit} className="flex flex-col gap-3">
        {form.problem ? <FieldError>{form.problem}</FieldError> : null}
        <Button type="submit" className="self-start" disabled={form.busy}>
          Leave the workspace
        </Button>
      </form>
    </Section>
  );
}

function Delete({ name }: { name: string }) {
  const [typed, setTyped] = useState('');
  const form = useForm(async () => {
    await settle(deleteWorkspace(typed));
    openAfresh();
  });
  return (
    <Section
      title="Delete the workspace"
      lead="Deletes its sessions with their cookies, requests, sequences, runs and links, for all members. Nothing brings it back."
    >
      <form onSubmit={form.onSubmit} className="flex flex-wrap items-start gap-3">
        <TextField
          label={`Type “${name}” to say you mean it`}
          className="w-80"
          value={typed}
          error={form.faultOf('name') ?? (form.problem || undefined)}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button
          type="submit"
          variant="danger"
          className="mt-5.5"
          disabled={form.busy || typed.trim() !== name}
        >
          Delete the workspace
        </Button>
      </form>
    </Section>
  );
}
