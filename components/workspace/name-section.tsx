'use client';
import { useState } from 'react';
import { Section } from '@/components/account/account-page';
import { useForm } from '@/components/account/use-form';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { renameWorkspace } from '@/lib/actions/workspaces';
import { useRouter } from 'next/navigation';

export function NameSection({ name }: { name: string }) {
  const router = useRouter();
  const [typed, setTyped] = useState(name);
  const form = useForm(async () => {
    await settle(renameWorkspace(typed));
    router.refresh();
  });
  return (
    <Section title="Name">
      <form onSubmit={form.onSubmit} className="flex items-start gap-3">
        <TextField
          label="Name of the workspace"
          hideLabel
          className="w-80 min-w-0"
          value={typed}
          error={form.faultOf('') ?? (form.problem || undefined)}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={form.busy || typed.trim() === name}>
          Save
        </Button>
      </form>
    </Section>
  );
}
