import type { Metadata } from 'next';

export const metadata: Metadata = {
  title: 'No such link',
  robots: { index: false },
  referrer: 'no-referrer',
};

/** One page for links that never were, ended, were revoked or are used up: none can be told from another. */
export default function SharedNotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-prose flex-col justify-center gap-2 px-4">
      <h1 className="text-xl font-semibold">This link does not open anything</h1>
      <p className="text-muted text-lg">
        It may be mistyped, or it has ended: shared links expire, run out of replays, or are taken back. Ask
        whoever sent it for a new one.
      </p>
    </main>
  );
}
