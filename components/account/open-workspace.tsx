'use client';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { chooseWorkspace } from '@/lib/actions/workspaces';
import { openInstead } from './open-afresh';
import { useForm } from './use-form';

/** Puts a workspace in view in which one is already. */
export function OpenWorkspace({ workspaceId, name }: { workspaceId: string; name: string }) {
  const form = useForm(async () => {
    await settle(chooseWorkspace(workspaceId));
    await openInstead();
  });
  return (
    <form onSubmit={form.onSubmit} className="flex flex-col gap-3">
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
      <Button type="submit" variant="primary" size="lg" className="max-w-full" disabled={form.busy}>
        <span className="truncate">Open {name}</span>
      </Button>
    </form>
  );
}
