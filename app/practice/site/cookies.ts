/** Playjar's own cookies reach us when a browser opens a practice page; they are none of our business and never shown. */
const NOT_OURS = /^(__Host-|__Secure-)?(playjar|next-|__next)/i;

/** The cookies that came with a request, Playjar's own left out; of two with one name the first counts. */
export function readCookies(request: Request): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of cookiePairs(request.headers.get('cookie') ?? '')) {
    if (!found.has(name)) found.set(name, value);
  }
  return found;
}

/** A Cookie header without Playjar's own cookies; empty when nothing is left. */
export function visibleCookieHeader(header: string): string {
  return cookiePairs(header)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

function cookiePairs(header: string): [name: string, value: string][] {
  const pairs = header.split(';').map((part): [string, string] => {
    const at = part.indexOf('=');
    return at < 0 ? ['', part.trim()] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  });
  return pairs.filter(([name, value]) => (name !== '' || value !== '') && !NOT_OURS.test(name));
}

/** A Set-Cookie line for one of our cookies: a session cookie of /practice that scripts cannot read. */
export function setCookie(name: `practice_${string}`, value: string): string {
  return `${name}=${value}; Path=/practice; HttpOnly; SameSite=Lax`;
}

/** A Set-Cookie line that removes one of our cookies. */
export function dropCookie(name: `practice_${string}`): string {
  return `${name}=; Path=/practice; Max-Age=0; HttpOnly; SameSite=Lax`;
}
