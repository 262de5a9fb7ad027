import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AccountPage } from '@/components/account/account-page';
import { SignInForm } from '@/components/account/sign-in-form';
import { localPath } from '@/lib/api/local-path';
import { findSignedIn } from '@/lib/auth';
import { maySignUp } from '@/lib/services/sign-up';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInProps) {
  const next = localPath((await searchParams).next);
  if (await findSignedIn()) redirect(next);
  const open = await maySignUp();
  return (
    <AccountPage
      title="Sign in"
      shape="form"
      lead="You can also go on without an account. What you made in this browser comes along when you sign in."
    >
      <SignInForm next={next} />
      <p className="text-muted">
        {open ? (
          <Link href="/sign-up" className="text-accent underline underline-offset-2">
            Make an account
          </Link>
        ) : (
          'No account yet? Ask a member of a workspace here for an invitation.'
        )}
      </p>
    </AccountPage>
  );
}
