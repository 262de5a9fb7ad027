import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { finishSignIn } from '@/lib/services/sign-ins';

export const POST = route(operations.finishSignIn, async (member, { params, body }) => {
  await finishSignIn(member, new URL(body.callbackUrl).searchParams, params.id);
});
