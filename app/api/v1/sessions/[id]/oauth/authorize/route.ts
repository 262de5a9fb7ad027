import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { callbackUrl } from '@/lib/services/public-origin';
import { beginSignIn } from '@/lib/services/sign-ins';

export const POST = route(operations.beginSignIn, (member, { params, body, request }) =>
  beginSignIn(member, params.id, { redirectUri: callbackUrl(request.headers), ...body }),
);
