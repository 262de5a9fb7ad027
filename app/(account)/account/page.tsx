import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountPage } from '@/components/account/account-page';
import { DeleteAccount } from '@/components/account/delete-account';
import { LoginsSection } from '@/components/account/logins-section';
import { PasswordSection } from '@/components/account/password-section';
import { ProfileSection } from '@/components/account/profile-section';
import { WorkspacesSection } from '@/components/account/workspaces-section';
import { findSignedIn } from '@/lib/auth';
import { listLogins } from '@/lib/services/logins';
import { listWorkspaces } from '@/lib/services/workspaces';

export const metadata: Metadata = { title: 'Account' };

export default async function OwnAccountPage() {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect('/sign-in?next=/account');
  return (
    <AccountPage title="Account" shape="sections">
      <ProfileSection account={signedIn.account} />
      <PasswordSection />
      <WorkspacesSection workspaces={await listWorkspaces(signedIn)} />
      <LoginsSection logins={await listLogins(signedIn)} />
      <DeleteAccount />
    </AccountPage>
  );
}
