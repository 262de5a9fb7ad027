import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountPage } from '@/components/account/account-page';
import { AuditSection } from '@/components/workspace/audit-section';
import { ExportSection } from '@/components/workspace/export-section';
import { InvitationsSection } from '@/components/workspace/invitations-section';
import { LeaveSection } from '@/components/workspace/leave-section';
import { MembersSection } from '@/components/workspace/members-section';
import { NameSection } from '@/components/workspace/name-section';
import { TokensSection } from '@/components/workspace/tokens-section';
import { currentMember, findSignedIn } from '@/lib/auth';
import { listApiTokens } from '@/lib/services/api-tokens';
import { listInvitations } from '@/lib/services/invitations';
import { isAtLeast } from '@/lib/services/member';
import { listColleagues, workspaceName } from '@/lib/services/workspaces';

export const metadata: Metadata = { title: 'Workspace' };

export default async function WorkspacePage() {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect('/sign-in?next=/workspace');
  const member = await currentMember();
  const mayAdmin = isAtLeast(member.role, 'admin');
  const [name, colleagues, tokens, invitations] = await Promise.all([
    workspaceName(member),
    listColleagues(member),
    listApiTokens(member),
    mayAdmin ? listInvitations(member) : null,
  ]);
  return (
    <AccountPage
      title={name}
      shape="sections"
      here="workspace"
      lead={`You are ${ROLE_WORDS[member.role]} of this workspace.`}
    >
      {mayAdmin ? <NameSection name={name} /> : null}
      <MembersSection colleagues={colleagues} self={signedIn.account.id} role={member.role} />
      {invitations ? <InvitationsSection invitations={invitations} role={member.role} /> : null}
      <TokensSection tokens={tokens} role={member.role} />
      {mayAdmin ? <AuditSection /> : null}
      {mayAdmin ? <ExportSection /> : null}
      <LeaveSection name={name} role={member.role} />
    </AccountPage>
  );
}

const ROLE_WORDS = { owner: 'the owner', admin: 'an admin', editor: 'an editor', viewer: 'a viewer' };
