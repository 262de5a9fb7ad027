'use client';
import { Button } from '@/components/ui/button';

/** Shown when a page broke. What broke was logged by the server; strangers see only its digest. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 p-6">
      <h1 className="text-xl font-semibold">This page broke</h1>
      <p className="text-muted">Something went wrong on our side. What you typed is kept in this browser.</p>
      {error.digest ? <p className="text-faint font-mono text-sm">{error.digest}</p> : null}
      <Button variant="primary" onClick={reset}>
        Try again
      </Button>
    </main>
  );
}
