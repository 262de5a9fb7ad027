import { NextResponse, type NextRequest } from 'next/server';
import { GUEST_COOKIE, ownCookieOptions, isGuestCookie, newGuestCookie } from '@/lib/auth';
import { contentSecurityPolicy } from '@/lib/content-security-policy';

export const config = {
  // Pages only: routes authenticate by themselves, and the practice site must never see our cookies being set.
  matcher: [
    {
      source: '/((?!api/|live/|oidc/|practice|_next/|fonts/|favicon|readme/).*)',
      missing: [{ type: 'header', key: 'next-action' }],
    },
  ],
};

/** The player of a shared link, the one page that other sites may frame. See `X-Frame-Options` in next.config.js. */
const EMBED = /^\/s\/[^/]+\/embed\/?$/;

/** Gives each page its content security policy with a fresh nonce, and each new visitor a guest cookie. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(
    nonce,
    process.env.NODE_ENV === 'development',
    EMBED.test(request.nextUrl.pathname),
  );
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const guest = (await needsGuest(request)) ? await newGuestCookie() : null;
  if (guest) headers.set('cookie', withGuest(request.headers.get('cookie') ?? '', guest));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (guest)
    response.cookies.set(GUEST_COOKIE, guest, ownCookieOptions(request.nextUrl.protocol === 'https:'));
  return response;
}

/** Who only looks at a shared link needs no workspace. */
async function needsGuest(request: NextRequest): Promise<boolean> {
  if (request.nextUrl.pathname.startsWith('/s/')) return false;
  return !(await isGuestCookie(request.cookies.get(GUEST_COOKIE)?.value));
}

/** The Cookie header with the new guest in place of whatever was there. */
function withGuest(header: string, guest: string): string {
  const others = header.split(/; */).filter((pair) => pair !== '' && !pair.startsWith(`${GUEST_COOKIE}=`));
  return [...others, `${GUEST_COOKIE}=${guest}`].join('; ');
}
