import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AccountPage } from '@/components/account/account-page';
import { OidcProblem } from '@/components/account/oidc-problem';
import { OidcSignIn } from '@/components/account/oidc-sign-in';
import { PasskeySignIn } from '@/components/account/passkey-sign-in';
import { SignInForm } from '@/components/account/sign-in-form';
import { localPath } from '@/lib/services/local-path';
import { findSignedIn } from '@/lib/auth';
import { oidcName } from '@/lib/services/oidc';
import { maySignUp } from '@/lib/services/sign-up';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInProps {
  searchParams: Promise<{ next?: string | string[]; problem?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInProps) {
  const asked = await searchParams;
  const next = localPath(asked.next);
  const problem = typeof asked.problem === 'string' ? asked.problem : null;
  if (problem === null && (await findSignedIn())) redirect(next);
  const provider = oidcName();
  const open = await maySignUp();
  return (
    <AccountPage
      title="Sign in"
      shape="form"
      lead="You can also go on without an account. What you made in this browser comes along when you sign in."
    >
      {problem === null ? null : <OidcProblem problem={problem} />}
      <SignInForm next={next} />
      <PasskeySignIn next={next} />
      {provider ? <OidcSignIn provider={provider} next={next} /> : null}
      <p className="text-muted">
        {open ? (
          <Link
            href={next === '/' ? '/sign-up' : `/sign-up?next=${encodeURIComponent(next)}`}
            className="text-accent underline underline-offset-2"
          >
            Make an account
          </Link>
        ) : (
          'No account yet? Ask a member of a workspace here for an invitation.'
        )}
      </p>
      <p className="text-muted">Forgot the password? Whoever runs this Playjar can give you a new one.</p>
    </AccountPage>
  );
}
