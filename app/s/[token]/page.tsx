import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { LockedDoor } from '@/components/share/locked-door';
import { SharedPage } from '@/components/share/shared-page';
import { publicOrigin } from '@/lib/services/public-origin';
import { cardWords } from './card-words';
import { findShared } from './shared';

export const dynamic = 'force-dynamic';

interface SharedProps {
  params: Promise<{ token: string }>;
}

/** The address is a secret: no search engine may keep it, and no target may learn it. */
export async function generateMetadata({ params }: SharedProps): Promise<Metadata> {
  const { token } = await params;
  const shared = await findShared(token);
  const secret: Metadata = { robots: { index: false, follow: false }, referrer: 'no-referrer' };
  if (!shared) return { title: 'No such link', ...secret };
  const { title, detail } = cardWords(shared);
  const image = `${publicOrigin(await headers())}/s/${encodeURIComponent(token)}/card.png`;
  return {
    title,
    description: detail,
    ...secret,
    openGraph: {
      title,
      description: detail,
      siteName: 'Playjar',
      images: [{ url: image, width: 1200, height: 630 }],
    },
    twitter: { card: 'summary_large_image', title, description: detail, images: [image] },
  };
}

export default async function SharedRoute({ params }: SharedProps) {
  const { token } = await params;
  const shared = await findShared(token);
  if (!shared) notFound();
  if (shared === 'locked') return <LockedDoor token={token} embedded={false} />;
  return <SharedPage token={token} shared={shared} pass={null} />;
}
