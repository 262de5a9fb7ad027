import { ImageResponse } from 'next/og';
import { guarded } from '@/lib/api/guarded';
import { notFound as noSuch } from '@/lib/errors';
import { cardWords } from '@/app/s/[token]/card-words';
import { findShared } from '@/app/s/[token]/shared';
import { Card, drawable } from './card';

interface Context {
  params: Promise<{ token: string }>;
}

/** The picture of a pasted link: title and number of steps, drawn here with a font of our own; nothing is fetched. */
export const GET = (request: Request, context: Context): Promise<Response> =>
  guarded(request, async () => {
    const { token } = await context.params;
    const shared = await findShared(token);
    if (!shared) throw noSuch('shared link');
    const { title, detail } = cardWords(shared);
    const card = (
      <Card
        title={drawable(title) || 'A shared sequence'}
        detail={drawable(detail)}
        steps={stepsOf(shared)}
      />
    );
    return new ImageResponse(card, {
      width: 1200,
      height: 630,
      // A link can be taken back at any time, and so must its picture.
      headers: { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' },
    });
  });

function stepsOf(shared: Exclude<Awaited<ReturnType<typeof findShared>>, null>): number {
  return shared === 'locked' ? 0 : shared.steps.length;
}
