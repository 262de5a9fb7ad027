import { NextResponse, type NextRequest } from 'next/server';
import { GUEST_COOKIE, guestCookieOptions, newGuestCookie } from '@/lib/auth';
import { contentSecurityPolicy } from '@/lib/content-security-policy';

export const config = {
  // Pages only: routes authenticate by themselves, and the practice site must never see our cookies being set.
  matcher: [
    {
      source: '/((?!api/|live/|practice|_next/|fonts/|favicon|readme/).*)',
      missing: [{ type: 'header', key: 'next-action' }],
    },
  ],
};

/** Gives each page its content security policy with a fresh nonce, and each new visitor a guest cookie. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const guest = needsGuest(request) ? await newGuestCookie() : null;
  if (guest)
    headers.set(
      'cookie',
      [request.headers.get('cookie'), `${GUEST_COOKIE}=${guest}`].filter(Boolean).join('; '),
    );
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (guest)
    response.cookies.set(GUEST_COOKIE, guest, guestCookieOptions(request.nextUrl.protocol === 'https:'));
  return response;
}

/** Who only looks at a shared link needs no workspace. */
function needsGuest(request: NextRequest): boolean {
  return !request.cookies.has(GUEST_COOKIE) && !request.nextUrl.pathname.startsWith('/s/');
}
