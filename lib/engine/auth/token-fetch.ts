import type { CustomFetchOptions } from 'oauth4webapi';
import { decodeBody } from '@/lib/engine/decode';
import { SendFailure } from '@/lib/engine/failure';
import { headerValue } from '@/lib/engine/headers';
import type { Journey } from '@/lib/engine/hop';
import { proxyFor } from '@/lib/engine/proxy-choice';
import type { Pairs } from '@/lib/model/pairs';

/** What a request for a token needs of the send it is made for. */
export type TokenWay = Pick<
  Journey,
  'transport' | 'limits' | 'connectMs' | 'readMs' | 'verify' | 'cert' | 'proxies' | 'signal'
>;
export type TokenFetch = (
  url: string,
  options: CustomFetchOptions<'POST', URLSearchParams>,
) => Promise<Response>;

/**
 * The `fetch` that oauth4webapi asks token servers with. It goes through the session's own transport, so that the
 * guard, the limits and the timeouts hold for it as for any target. Redirects are not followed: secrets are in it.
 * Rejects with SendFailure.
 */
export function tokenFetch(way: TokenWay): TokenFetch {
  return async (url, { method, headers, body }) => {
    const { transport, limits, connectMs, readMs, verify, cert, signal } = way;
    const content = Buffer.from(body.toString());
    const pairs: Pairs = [...Object.entries(headers), ['Content-Length', String(content.length)]];
    const proxy = proxyFor(way.proxies, url);
    const how = { connectMs, readMs, verify, cert, proxy, signal };
    const request = { method, url, headers: pairs, body: content, ...how };
    const wire = await transport.send(request, limits, ignore);
    const { body: bytes, failure } = await decodeBody(wire.headers, wire.body, limits);
    const failed = wire.failure ?? failure;
    if (failed) throw failed;
    if (wire.status < 200 || wire.status > 599)
      throw new SendFailure('protocol_error', `It answered with status ${wire.status}.`);
    const type = headerValue(wire.headers, 'content-type') ?? '';
    // Of the headers only the type is passed on: with WWW-Authenticate, oauth4webapi would not read the server's words
    return new Response(isBodiless(wire.status) ? null : plainToken(bytes), {
      status: wire.status,
      headers: { 'content-type': type },
    });
  };
}

/**
 * The answer without its ID token, since nobody here asks who signed in and its issuer is not known. A missing
 * `token_type` means bearer: RFC 6749 §5.1 requires it, and well-known servers leave it out.
 */
function plainToken(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return text;
    return JSON.stringify({ token_type: 'bearer', ...json, id_token: undefined });
  } catch {
    return text;
  }
}

function isBodiless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

function ignore(): void {
  // a token's way is not shown
}
