import 'server-only';
import { currentMember } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import type { Member } from '@/lib/services/member';
import { guarded } from './guarded';
import { publicOrigin } from '@/lib/services/public-origin';

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
      if (request.method !== 'GET') refuseForeignOrigin(request);
      return verb(await currentMember(), { params: await context.params, request });
    });
}

/** A browser sends Origin with every POST; one that is absent, `null` or another site's is not our page (CSRF). */
function refuseForeignOrigin(request: Request): void {
  if (request.headers.get('origin') === publicOrigin(request.headers)) return;
  throw new AppError('forbidden', 'This may only be asked for by the page itself.');
}
