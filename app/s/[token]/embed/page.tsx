import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmbeddedPage, EmbedHeight } from '@/components/share/embedded-page';
import { LockedDoor } from '@/components/share/locked-door';
import { findShared } from '@/app/s/[token]/shared';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = {
  title: 'Playjar',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

interface EmbedProps {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ theme?: string | string[] }>;
}

/** A link's player alone, for an iframe of any site; the one page of ours that may be framed (`proxy.ts`). */
export default async function EmbedRoute({ params, searchParams }: EmbedProps) {
  const [{ token }, { theme }] = await Promise.all([params, searchParams]);
  const shared = await findShared(token);
  if (!shared) notFound();
  return (
    <>
      {/* What the frame's address says wins over a reader's own choice in Playjar. */}
      <style>{`:root:root:root{color-scheme:${schemeOf(theme)};background:var(--raised)}`}</style>
      {shared === 'locked' ? (
        <LockedDoor token={token} embedded />
      ) : (
        <EmbeddedPage token={token} shared={shared} pass={null} />
      )}
      <EmbedHeight />
    </>
  );
}

function schemeOf(theme: string | string[] | undefined): string {
  return theme === 'light' || theme === 'dark' ? theme : 'light dark';
}
