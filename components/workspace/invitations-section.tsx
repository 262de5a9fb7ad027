'use client';
import { useState } from 'react';
import { Section } from '@/components/account/account-page';
import { useForm } from '@/components/account/use-form';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { invite, revokeInvitation } from '@/lib/actions/workspaces';
import type { GivenRole, Invitation, Role } from '@/lib/model/account';
import { useRouter } from 'next/navigation';
import { rolesGivenBy } from './role-words';
import { ShownOnce } from './shown-once';
import { useDeed } from './use-deed';

/** Makes links for one person each; no mail is sent, so they are handed on by whoever makes them. */
export function InvitationsSection({
  invitations,
  role,
}: {
  invitations: readonly Invitation[];
  role: Role;
}) {
  const router = useRouter();
  const deed = useDeed();
  const [given, setGiven] = useState<GivenRole>('editor');
  const [url, setUrl] = useState('');
  const form = useForm(async () => {
    setUrl((await settle(invite(given))).url);
    router.refresh();
  });
  return (
    <Section
      title="Invitations"
      lead="A link makes one person a member, within 7 days. Send it in whatever way you trust."
    >
      <form onSubmit={form.onSubmit} className="flex flex-wrap items-end gap-3">
        <Select
          label="As"
          className="w-80"
          value={given}
          options={rolesGivenBy(role)}
          onChange={(event) => setGiven(event.target.value as GivenRole)}
        />
        <Button type="submit" disabled={form.busy}>
          Make an invitation
        </Button>
      </form>
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
      {url ? <ShownOnce label="Link of the invitation" text={url} /> : null}
      {invitations.length > 0 ? (
        <ul className="divide-line divide-y border-y">
          {invitations.map((invitation) => (
            <li key={invitation.id} className="flex min-h-10 items-center gap-3 py-1.5">
              <span className="min-w-0 flex-1">
                as {invitation.role}
                <span className="text-muted">
                  {' '}
                  · by {invitation.invitedBy} · ends <RelativeTime iso={invitation.expiresAt} />
                </span>
              </span>
              <Button size="sm" onClick={() => void deed(() => revokeInvitation(invitation.id))}>
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
