import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountPage } from '@/components/account/account-page';
import { DeleteAccount } from '@/components/account/delete-account';
import { LoginsSection } from '@/components/account/logins-section';
import { OidcSection } from '@/components/account/oidc-section';
import { PasskeysSection } from '@/components/account/passkeys-section';
import { PasswordSection } from '@/components/account/password-section';
import { ProfileSection } from '@/components/account/profile-section';
import { WorkspacesSection } from '@/components/account/workspaces-section';
import { currentMember, findSignedIn } from '@/lib/auth';
import { hasPassword } from '@/lib/services/accounts';
import { listLogins } from '@/lib/services/logins';
import { listIdentities, oidcName } from '@/lib/services/oidc';
import { listPasskeys } from '@/lib/services/passkeys';
import { listWorkspaces } from '@/lib/services/workspaces';

export const metadata: Metadata = { title: 'Account' };

export default async function OwnAccountPage() {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect('/sign-in?next=/account');
  const withPassword = await hasPassword(signedIn);
  const provider = oidcName();
  const { workspaceId } = await currentMember();
  return (
    <AccountPage title="Account" shape="sections" here="account">
      <ProfileSection account={signedIn.account} />
      {withPassword ? <PasswordSection /> : null}
      <PasskeysSection passkeys={await listPasskeys(signedIn)} hasPassword={withPassword} />
      {provider ? <OidcSection provider={provider} identities={await listIdentities(signedIn)} /> : null}
      <WorkspacesSection workspaces={await listWorkspaces(signedIn)} inView={workspaceId} />
      <LoginsSection logins={await listLogins(signedIn)} />
      <DeleteAccount hasPassword={withPassword} />
    </AccountPage>
  );
}
