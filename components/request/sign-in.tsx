'use client';
import { KeyRound } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { FieldError } from '@/components/ui/field';
import { RelativeTime } from '@/components/ui/relative-time';
import type { AuthDraft } from './auth-draft';
import { useRedirectUri, useToken } from './use-token';

/** Whether the session has a token; for the authorization code also how to come by one. */
export function SignIn({ auth, sessionId }: { auth: AuthDraft; sessionId: string | null }) {
  const { held, fault, signIn, forget } = useToken(auth, sessionId);
  const asks = auth.grant === 'authorization_code';
  const token = held?.held ? held : null;
  return (
    <section aria-label="Token" className="flex flex-col gap-2 border-t pt-3">
      {asks ? <RedirectUri /> : null}
      <div className="flex flex-wrap items-center gap-2">
        {asks ? <SignInButton again={token !== null} onClick={() => void signIn()} /> : null}
        {token ? (
          <Button variant="quiet" onClick={() => void forget()}>
            Forget token
          </Button>
        ) : null}
      </div>
      <p role="status" className="text-muted text-sm">
        {token ? <HeldToken goodUntil={token.goodUntil} renews={token.renews} /> : noToken(asks)}
      </p>
      {fault ? <FieldError>{fault}</FieldError> : null}
    </section>
  );
}

function SignInButton({ again, ...rest }: { again: boolean; onClick: () => void }) {
  return (
    <Button icon={<KeyRound aria-hidden="true" className="size-4" />} {...rest}>
      {again ? 'Sign in again' : 'Sign in'}
    </Button>
  );
}

function noToken(asks: boolean): string {
  return asks
    ? 'The session has no token yet. The provider’s page opens in a new tab.'
    : 'A token is fetched with the next send and kept with the session.';
}

function HeldToken({ goodUntil, renews }: { goodUntil: string | null; renews: boolean }) {
  return (
    <>
      The session has a token
      {goodUntil === null ? (
        '.'
      ) : (
        <>
          , good until <RelativeTime iso={goodUntil} />.
        </>
      )}
      {renews ? ' It is renewed by itself.' : ''}
    </>
  );
}

function RedirectUri() {
  const uri = useRedirectUri();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="text-muted text-sm">Redirect URI, to be registered at the provider</span>
      <span className="flex min-h-6 min-w-0 items-center gap-1">
        <code className="min-w-0 font-mono text-sm wrap-anywhere">{uri}</code>
        {uri ? <CopyButton text={uri} label="Copy redirect URI" /> : null}
      </span>
    </div>
  );
}
