'use client';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { acceptInvitation, signOut } from '@/lib/actions/accounts';
import { chooseWorkspace } from '@/lib/actions/workspaces';
import { useForm } from './use-form';
import { openInstead } from './open-afresh';

/** Joins as whoever is signed in, and opens the workspace; or first becomes someone else. */
export function JoinButton({ invitation, name }: { invitation: string; name: string }) {
  const join = useForm(async () => {
    const { workspaceId } = await settle(acceptInvitation(invitation));
    await settle(chooseWorkspace(workspaceId));
    await openInstead();
  });
  const other = useForm(async () => {
    await settle(signOut());
    await openInstead(window.location.pathname);
  });
  const problem = join.problem || other.problem;
  return (
    <div className="flex flex-col gap-3">
      {problem ? <FieldError>{problem}</FieldError> : null}
      <form onSubmit={join.onSubmit} className="flex flex-col">
        <Button type="submit" variant="primary" size="lg" className="max-w-full" disabled={join.busy}>
          <span className="truncate">{join.busy ? 'Joining…' : `Join as ${name}`}</span>
        </Button>
      </form>
      <form onSubmit={other.onSubmit} className="flex flex-col">
        <Button type="submit" size="lg" disabled={other.busy}>
          Sign out and join as someone else
        </Button>
      </form>
    </div>
  );
}
