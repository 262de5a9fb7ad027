'use client';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';

interface ErrorPageProps {
  error: Error & { digest?: string };
  /** reads the page anew and shows it */
  retry: () => void;
}

/** How the browsers say that an answer broke off; what our server throws has a digest instead. */
const BROKEN_OFF = /network ?error|failed to fetch|load failed/i;
const ASK_EACH_MS = 1_000;

/** Shown when a page broke. What broke was logged by the server; strangers see only its digest. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const isLost = error.digest === undefined && BROKEN_OFF.test(error.message);
  useEffect(() => (isLost ? whenServed(retry) : undefined), [isLost, retry]);
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 p-6">
      <h1 className="text-xl font-semibold">{isLost ? 'The connection was lost' : 'This page broke'}</h1>
      <p className="text-muted">
        {isLost
          ? 'This page comes back by itself once Playjar answers. What you typed is kept in this browser.'
          : 'Something went wrong on our side. What you typed is kept in this browser.'}
      </p>
      {error.digest ? (
        <p className="text-faint text-sm">
          The log of the server has it as <span className="font-mono">{error.digest}</span>.
        </p>
      ) : null}
      <span className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        {/* Anew and whole: what broke here may be the router's own state. */}
        <Button onClick={() => window.location.replace('/')}>Open the playground</Button>
      </span>
    </main>
  );
}

/** Calls `then` once the server answers again. Answers what gives up waiting. */
function whenServed(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  async function ask() {
    const answer = await fetch('/api/v1/health').catch(() => null);
    if (isOver) return;
    if (answer?.ok) then();
    else timer = setTimeout(() => void ask(), ASK_EACH_MS);
  }
  void ask();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
