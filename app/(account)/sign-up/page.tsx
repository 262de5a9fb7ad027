import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AccountPage } from '@/components/account/account-page';
import { OidcSignIn } from '@/components/account/oidc-sign-in';
import { SignUpForm } from '@/components/account/sign-up-form';
import { findSignedIn } from '@/lib/auth';
import { oidcName } from '@/lib/services/oidc';
import { localPath } from '@/lib/services/local-path';
import { maySignUp } from '@/lib/services/sign-up';

export const metadata: Metadata = { title: 'Make an account' };

interface SignUpProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignUpPage({ searchParams }: SignUpProps) {
  const next = localPath((await searchParams).next);
  if (await findSignedIn()) redirect(next);
  const provider = oidcName();
  if (!(await maySignUp())) {
    return (
      <AccountPage
        title="Accounts here are made by invitation"
        shape="form"
        lead="Ask a member of a workspace here for a link. Without an account you can go on as a guest."
      >
        <Link href="/" className="text-accent underline underline-offset-2">
          Go on as a guest
        </Link>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title="Make an account"
      shape="form"
      lead="Your sessions, requests and sequences of this browser move into it, and you reach them from anywhere."
    >
      <SignUpForm next={next} />
      {provider ? <OidcSignIn provider={provider} next={next} /> : null}
      <p className="text-muted">
        Have one already?{' '}
        <Link
          href={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`}
          className="text-accent underline underline-offset-2"
        >
          Sign in
        </Link>
      </p>
    </AccountPage>
  );
}
