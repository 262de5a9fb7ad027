import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountPage } from '@/components/account/account-page';
import { JoinButton } from '@/components/account/join-button';
import { OidcSignIn } from '@/components/account/oidc-sign-in';
import { SignUpForm } from '@/components/account/sign-up-form';
import { findSignedIn } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { oidcName } from '@/lib/services/oidc';
import { openInvitation } from '@/lib/services/joining';

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
    return <AccountPage title="No such invitation" shape="form" lead={invitation.problem} />;
  }
  const { workspaceName, invitedBy, role } = invitation;
  const signedIn = await findSignedIn();
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
