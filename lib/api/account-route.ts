import 'server-only';
import { currentSignedIn } from '@/lib/auth';
import type { SignedIn } from '@/lib/services/accounts';
import { refuseForeignOrigin } from '@/lib/services/public-origin';
import { guarded } from './guarded';

/** Makes a route of the page's own about one's account, in whatever workspace one is; only our own page may call it. */
export function accountRoute(
  verb: (signedIn: SignedIn, request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return (request) =>
    guarded(request, async () => {
      refuseForeignOrigin(request.headers);
      return verb(await currentSignedIn(), request);
    });
}
