import { guarded } from '@/lib/api/guarded';
import { pageVisitor } from '@/lib/auth';
import { leaveReplay } from '@/lib/services/shared-links';

interface Context {
  params: Promise<{ token: string; rid: string }>;
}

/** The tab of a visitor was closed, for whoever holds both the link and the replay's id. */
export const POST = (request: Request, context: Context): Promise<Response> =>
  guarded(request, async () => {
    const { token, rid } = await context.params;
    await leaveReplay(token, await pageVisitor(), rid);
    return new Response(null, { status: 204 });
  });
