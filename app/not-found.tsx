import Link from 'next/link';
import { SignInHere } from '@/components/account/sign-in-here';
import { Mark } from '@/components/shell/mark';
import { buttonClass } from '@/components/ui/button';
import { findSignedIn } from '@/lib/auth';

export const metadata = { title: 'Not found' };

export default async function NotFound() {
  const isGuest = (await findSignedIn()) === null;
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 p-6">
      <Mark className="text-accent size-8" />
      <h1 className="text-xl font-semibold">There is nothing here</h1>
      <p className="text-muted">
        The address may be mistyped, or what it named was deleted, has expired or belongs to another
        workspace.
      </p>
      <span className="flex flex-wrap gap-2">
        <Link href="/" className={buttonClass('primary')}>
          Open the playground
        </Link>
        {isGuest ? <SignInHere className={buttonClass()}>Sign in to look again</SignInHere> : null}
      </span>
    </main>
  );
}
