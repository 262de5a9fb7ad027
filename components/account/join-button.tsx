'use client';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { acceptInvitation } from '@/lib/actions/accounts';
import { chooseWorkspace } from '@/lib/actions/workspaces';
import { useForm } from './use-form';
import { openAfresh } from './open-afresh';

/** Joins as whoever is signed in, and opens the workspace. */
export function JoinButton({ invitation, name }: { invitation: string; name: string }) {
  const form = useForm(async () => {
    const { workspaceId } = await settle(acceptInvitation(invitation));
    await settle(chooseWorkspace(workspaceId));
    openAfresh();
  });
  return (
    <form onSubmit={form.onSubmit} className="flex flex-col gap-3">
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
      <Button type="submit" variant="primary" size="lg" disabled={form.busy}>
        Join as {name}
      </Button>
    </form>
  );
}
