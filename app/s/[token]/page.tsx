import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { SharedSequence } from '@/components/share/shared-sequence';
import { Mark } from '@/components/shell/mark';
import { RelativeTime } from '@/components/ui/relative-time';
import { AppError } from '@/lib/errors';
import type { SharedView } from '@/lib/model/share';
import { openShare } from '@/lib/services/shares';

export const dynamic = 'force-dynamic';

interface SharedProps {
  params: Promise<{ token: string }>;
}

/** Once per request, for the title and the page. Null for every link that does not open, whatever the reason. */
const findShared = cache(async (token: string): Promise<SharedView | null> => {
  try {
    return await openShare(token);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
});

/** The address is a secret: no search engine may keep it, and no target may learn it. */
export async function generateMetadata({ params }: SharedProps): Promise<Metadata> {
  const { token } = await params;
  const shared = await findShared(token);
  return {
    title: shared?.name ?? 'No such link',
    robots: { index: false, follow: false },
    referrer: 'no-referrer',
  };
}

export default async function SharedPage({ params }: SharedProps) {
  const { token } = await params;
  const shared = await findShared(token);
  if (!shared) notFound();
  return (
    <div className="bg-raised mx-auto flex min-h-dvh max-w-5xl flex-col gap-5 px-4 py-5 md:my-0 md:border-x md:px-8 md:py-8">
      <header className="flex flex-col gap-1.5">
        <p className="text-muted mb-3 flex items-center gap-1.5 text-sm font-semibold">
          <Mark className="text-accent size-4" />
          Playjar
        </p>
        <h1 className="text-xl font-semibold wrap-anywhere">{shared.name}</h1>
        <p className="text-muted">
          Shared by {shared.sharedBy}, <RelativeTime iso={shared.createdAt} />
          {shared.expiresAt ? (
            <>
              {' · '}expires <RelativeTime iso={shared.expiresAt} />
            </>
          ) : null}
        </p>
        {shared.description ? (
          <p className="max-w-prose text-lg wrap-anywhere whitespace-pre-line">{shared.description}</p>
        ) : null}
      </header>
      <main className="flex min-w-0 flex-col gap-5">
        <SharedSequence token={token} shared={shared} />
      </main>
      <footer className="text-muted mt-auto border-t pt-4 text-sm">
        <p className="max-w-prose">
          Playjar’s server sends these requests through a session made for your replay: cookies it receives go
          back by themselves, as in a browser. The session is yours alone and is thrown away after an hour.
        </p>
      </footer>
    </div>
  );
}
