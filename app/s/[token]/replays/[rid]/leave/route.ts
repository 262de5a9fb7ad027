import { guarded } from '@/lib/api/guarded';
import { leaveReplay } from '@/lib/services/shares';

interface Context {
  params: Promise<{ token: string; rid: string }>;
}

/** The tab of a visitor was closed, for whoever holds both the link and the replay's id. */
export const POST = (request: Request, context: Context): Promise<Response> =>
  guarded(request, async () => {
    const { token, rid } = await context.params;
    await leaveReplay(token, rid);
    return new Response(null, { status: 204 });
  });
