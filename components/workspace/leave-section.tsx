'use client';
import { useState } from 'react';
import { Section } from '@/components/account/account-page';
import { openInstead } from '@/components/account/open-afresh';
import { useForm } from '@/components/account/use-form';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import { Confirm, type Question } from '@/components/ui/confirm';
import { deleteWorkspace, leaveWorkspace } from '@/lib/actions/workspaces';
import type { Role } from '@/lib/model/account';

/** The way out: its owner deletes the workspace, everyone else leaves it. */
export function LeaveSection({ name, role }: { name: string; role: Role }) {
  return role === 'owner' ? <Delete name={name} /> : <Leave name={name} />;
}

function Leave({ name }: { name: string }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [problem, setProblem] = useState('');
  async function leave() {
    try {
      await settle(leaveWorkspace());
      await openInstead();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  }
  const ask = () =>
    setQuestion({
      title: `Leave ${name}?`,
      text: 'Your sessions that you never shared, and your API tokens of this workspace, are deleted at once. Nothing brings them back.',
      yes: 'Leave',
      act: leave,
    });
  return (
    <Section
      title="Leave"
      lead="What you made here stays, but for sessions that you never shared: they are deleted. To come back you need a new invitation."
    >
      {problem ? <FieldError>{problem}</FieldError> : null}
      <Button variant="danger" className="self-start" onClick={ask}>
        Leave the workspace…
      </Button>
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </Section>
  );
}

function Delete({ name }: { name: string }) {
  const [typed, setTyped] = useState('');
  const form = useForm(async () => {
    await settle(deleteWorkspace(typed));
    await openInstead();
  });
  return (
    <Section
      title="Delete the workspace"
      lead="Deletes its sessions with their cookies, requests, sequences, runs and links, for all members. Nothing brings it back."
    >
      <form onSubmit={form.onSubmit} className="flex flex-wrap items-start gap-3">
        <TextField
          label={`Type “${name}” to say you mean it`}
          className="w-80 max-sm:w-full"
          value={typed}
          error={form.faultOf('name') ?? (form.problem || undefined)}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button
          type="submit"
          variant="danger"
          className="mt-5.5 max-sm:mt-0"
          disabled={form.busy || typed.trim() !== name}
        >
          Delete the workspace
        </Button>
      </form>
    </Section>
  );
}
