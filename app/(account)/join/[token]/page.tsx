import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountPage } from '@/components/account/account-page';
import { JoinButton } from '@/components/account/join-button';
import { OpenWorkspace } from '@/components/account/open-workspace';
import { OidcSignIn } from '@/components/account/oidc-sign-in';
import { SignUpForm } from '@/components/account/sign-up-form';
import { buttonClass } from '@/components/ui/button';
import { findSignedIn } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { oidcName } from '@/lib/services/oidc';
import { openInvitation } from '@/lib/services/joining';
import { listWorkspaces } from '@/lib/services/workspaces';

/** The address is a secret until it is used. */
export const metadata: Metadata = {
  title: 'Invitation',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

interface JoinProps {
  params: Promise<{ token: string }>;
}

export default async function JoinPage({ params }: JoinProps) {
  const { token } = await params;
  const invitation = await found(token);
  if ('problem' in invitation) {
    return (
      <AccountPage title="No such invitation" shape="form" lead={invitation.problem}>
        <Link href="/" className={buttonClass('primary', 'lg')}>
          Open the playground
        </Link>
      </AccountPage>
    );
  }
  const { workspaceId, workspaceName, invitedBy, role } = invitation;
  const signedIn = await findSignedIn();
  const own = signedIn ? await listWorkspaces(signedIn) : [];
  if (own.some((workspace) => workspace.workspaceId === workspaceId)) {
    return (
      <AccountPage
        title={`You are in ${workspaceName} already`}
        shape="form"
        lead="The invitation is not used up: whoever it is meant for can still follow it."
      >
        <OpenWorkspace workspaceId={workspaceId} name={workspaceName} />
      </AccountPage>
    );
  }
  const provider = oidcName();
  return (
    <AccountPage
      title={`Join ${workspaceName}`}
      shape="form"
      lead={`${invitedBy} invites you as ${role === 'viewer' ? 'a viewer: you see and replay' : `an ${role}`}. The link works once.`}
    >
      {signedIn ? (
        <JoinButton invitation={token} name={signedIn.account.name} />
      ) : (
        <>
          <SignUpForm invitation={token} />
          {provider ? <OidcSignIn provider={provider} invitation={token} /> : null}
          <p className="text-muted">
            Have an account here?{' '}
            <Link href={`/sign-in?next=/join/${token}`} className="text-accent underline underline-offset-2">
              Sign in first
            </Link>
          </p>
        </>
      )}
    </AccountPage>
  );
}

async function found(token: string) {
  try {
    return await openInvitation(token);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return { problem: error.message };
    throw error;
  }
}
