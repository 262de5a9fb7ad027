import { cookies, headers } from 'next/headers';
import { guarded } from '@/lib/api/guarded';
import { currentVisitor, findSignedIn, keepLogin, OIDC_COOKIE } from '@/lib/auth';
import { finishOidc, OidcFailure } from '@/lib/services/oidc';
import { publicOrigin } from '@/lib/services/public-origin';

export const dynamic = 'force-dynamic';

/** Where the provider of this installation sends a person back to; see lib/services/oidc.ts. */
export const GET = (request: Request): Promise<Response> => guarded(request, () => comeBack(request));

async function comeBack(request: Request): Promise<Response> {
  const jar = await cookies();
  const browser = jar.get(OIDC_COOKIE)?.value ?? '';
  jar.delete(OIDC_COOKIE);
  try {
    const { token, next } = await finishOidc({
      parameters: new URL(request.url).searchParams,
      origin: publicOrigin(await headers()),
      browser,
      visitor: await currentVisitor(),
      signedIn: await findSignedIn(),
    });
    if (token !== null) await keepLogin(token);
    return goTo(next);
  } catch (error) {
    if (error instanceof OidcFailure) return goTo(`/sign-in?problem=${error.problem}`);
    throw error;
  }
}

/** By path alone: behind a proxy the server does not know its own scheme. The code stays behind in the address. */
function goTo(location: string): Response {
  const headers = { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  return new Response(null, { status: 303, headers });
}
