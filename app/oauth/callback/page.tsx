import type { Metadata } from 'next';
import { SignedIn } from '@/components/request/signed-in';
import { Mark } from '@/components/shell/mark';
import { currentMember } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { finishSignIn } from '@/lib/services/sign-ins';

export const dynamic = 'force-dynamic';
/** The address holds a code: nobody may be told of it. */
export const metadata: Metadata = {
  title: 'Sign-in',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

interface CallbackProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where an OAuth 2 provider sends a person back to. */
export default async function CallbackPage({ searchParams }: CallbackProps) {
  const outcome = await finished(await searchParams);
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-3 px-4 py-8">
      <p className="text-muted flex items-center gap-1.5 text-sm font-semibold">
        <Mark className="text-accent size-4" />
        Playjar
      </p>
      <h1 className="text-xl font-semibold">{'session' in outcome ? 'Signed in' : 'Not signed in'}</h1>
      {'session' in outcome ? <SignedIn sessionName={outcome.session} /> : <Refused outcome={outcome} />}
    </main>
  );
}

type Outcome = { session: string } | { message: string; isUnknown: boolean };

async function finished(given: Awaited<CallbackProps['searchParams']>): Promise<Outcome> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(given))
    for (const one of [value].flat()) if (one !== undefined) parameters.append(name, one);
  try {
    return { session: (await finishSignIn(await currentMember(), parameters)).name };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { message: error.message, isUnknown: error.code === 'not_found' };
  }
}

function Refused({ outcome }: { outcome: { message: string; isUnknown: boolean } }) {
  return (
    <>
      <p role="alert" className="wrap-anywhere">
        {outcome.message}
      </p>
      <p className="text-muted">
        {outcome.isUnknown
          ? 'If a program began it, give it the whole address of this page. Else go back to Playjar and press Sign in again.'
          : 'Go back to Playjar, look at the OAuth 2 settings and press Sign in again.'}
      </p>
    </>
  );
}
