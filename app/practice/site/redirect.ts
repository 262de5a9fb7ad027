import { json, redirect } from './answer';
import { readCookies, setCookie } from './cookies';

const STATUSES: readonly number[] = [301, 302, 303, 307, 308];

/** /practice/redirect/{n}: n redirects (`?status=` chooses which kind), a cookie set at each; the last shows the cookies that came. */
export function redirectChain(request: Request, rest: string): Response {
  const left = Math.min(Number(rest), 50);
  const { search, searchParams } = new URL(request.url);
  if (left === 0) {
    return json(200, {
      arrived: true,
      method: request.method,
      cookies: Object.fromEntries(readCookies(request)),
    });
  }
  const wanted = Number(searchParams.get('status') ?? 302);
  const code = STATUSES.includes(wanted) ? wanted : 302;
  return redirect(code, `/practice/redirect/${left - 1}${search}`, [
    setCookie(`practice_hop_${left}`, 'seen'),
  ]);
}
