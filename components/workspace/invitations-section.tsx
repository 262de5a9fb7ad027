'use client';
import { useState } from 'react';
import { Section } from '@/components/account/account-page';
import { useForm } from '@/components/account/use-form';
import { settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { Confirm, type Question } from '@/components/ui/confirm';
import { FieldError } from '@/components/ui/field';
import { Lines } from '@/components/ui/lines';
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
  const [made, setMade] = useState<{ id: string; url: string } | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const form = useForm(async () => {
    setMade(await settle(invite(given)));
    router.refresh();
  });
  const ask = ({ id, role: as, invitedBy }: Invitation) =>
    setQuestion({
      title: `Revoke the invitation as ${as}?`,
      text: `The link that ${invitedBy} made works no more. Whoever it was meant for needs another.`,
      yes: 'Revoke',
      act: async () => {
        await deed(() => revokeInvitation(id), 'The link works no more');
        if (made?.id === id) setMade(null);
      },
    });
  return (
    <Section
      title="Invitations"
      lead="A link makes one person a member, within 7 days. Send it in whatever way you trust."
    >
      <form onSubmit={form.onSubmit} className="flex flex-wrap items-end gap-3">
        <Select
          label="As"
          className="w-80 max-sm:w-full"
          value={given}
          options={rolesGivenBy(role)}
          onChange={(event) => setGiven(event.target.value as GivenRole)}
        />
        <Button type="submit" disabled={form.busy}>
          Make an invitation
        </Button>
      </form>
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
      {made ? <ShownOnce key={made.id} label="Link of the invitation" text={made.url} /> : null}
      <Lines label="Invitations" count={invitations.length}>
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex min-h-10 items-center gap-3 py-1.5">
            <span className="min-w-0 flex-1">
              as {invitation.role}
              <span className="text-muted">
                {' '}
                · by {invitation.invitedBy} · ends <RelativeTime iso={invitation.expiresAt} />
              </span>
            </span>
            <Button
              size="sm"
              aria-label={`Revoke the invitation as ${invitation.role} by ${invitation.invitedBy}`}
              onClick={() => ask(invitation)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </Lines>
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </Section>
  );
}
