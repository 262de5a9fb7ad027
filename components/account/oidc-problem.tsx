import type { OidcProblem as Problem } from '@/lib/model/oidc';

const WORDS: Record<Problem, string> = {
  unknown:
    'That sign-in was used already, took longer than 10 minutes, or was begun in another browser. Begin again.',
  refused: 'The provider did not let you in. Nothing was changed here.',
  failed:
    'The provider could not be reached, or what it answered does not hold. Try again; the operator finds why in the log.',
  unverified: 'The provider does not say that your email is proven to be yours, and an account needs one.',
  taken:
    'There is an account with your email already. Sign in to it as before, then connect the provider on the page of your account.',
  invited: 'Accounts here are made by invitation. Open the link that you were sent, and go on from there.',
  connected: 'That person at the provider is connected to another account here.',
};

/** Why a sign-in at the provider came to nothing: one of our own sentences, whatever the address says. */
export function OidcProblem({ problem }: { problem: string }) {
  if (!Object.hasOwn(WORDS, problem)) return null;
  return (
    <p role="alert" className="text-bad">
      {WORDS[problem as Problem]}
    </p>
  );
}
