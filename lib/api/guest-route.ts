import 'server-only';
import { currentMember } from '@/lib/auth';
import type { Member } from '@/lib/services/member';
import { guarded } from './guarded';
import { refuseForeignOrigin } from '@/lib/services/public-origin';

/** All of the page's own routes are about one thing, named by its id. */
interface Params {
  id: string;
}

/** Makes a route of the page's own: the guest cookie says who asks, and only our own page may make it write. */
export function guestRoute(
  verb: (member: Member, call: { params: Params; request: Request }) => Promise<Response>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return (request, context) =>
    guarded(request, async () => {
      if (request.method !== 'GET') refuseForeignOrigin(request.headers);
      return verb(await currentMember(), { params: await context.params, request });
    });
}
