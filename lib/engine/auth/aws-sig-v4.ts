import { AwsV4Signer } from 'aws4fetch';
import type { AwsSigV4 } from '@/lib/model/auth';
import type { Pairs } from '@/lib/model/pairs';
import { isSource } from '@/lib/engine/body-source';
import { headerValue } from '@/lib/engine/headers';
import { splitUrl, wireUrl } from '@/lib/engine/url';
import { bodyHash } from './body-hash';
import type { Credentials, Signable, Signed } from './credentials';

/** What AWS asks to be signed; the rest may change on the way, and cookies are put in later. */
const SIGNED_HEADER = /^(?:content-type|content-md5|x-amz-.*)$/;
/** Parameters that a signature in the query puts in itself. */
const OWN_PARAM = /^x-amz-(?:date|algorithm|credential|signedheaders|signature|security-token)$/i;
const HASH_HEADER = 'X-Amz-Content-Sha256';
/** Spelled as AWS spells them; `Headers` makes them lower case. */
const ADDED_HEADERS = ['X-Amz-Date', 'X-Amz-Security-Token', HASH_HEADER, 'Authorization'];

/**
 * AWS Signature Version 4 in the Authorization header or in the query, made anew for each hop of the origin.
 * `now` is milliseconds since 1970: AWS takes a signature for 15 minutes, a pre-signed S3 URL for a day.
 */
export function awsSigV4(auth: AwsSigV4, now: () => number): Credentials {
  return {
    async sign(request) {
      if (auth.in === 'query') {
        const plain = { ...request, url: withoutSignature(request.url) };
        const { url, headers } = await signedBy(auth, plain, now());
        return { headers: pickHeaders(headers, [HASH_HEADER]), url: withSignature(plain.url, url) };
      }
      const { url, headers } = await signedBy(auth, request, now());
      return { headers: [...pickHeaders(headers, ADDED_HEADERS), ...hostHeader(request, url)] };
    },
  };
}

async function signedBy(
  auth: AwsSigV4,
  request: Signable,
  now: number,
): Promise<{ url: URL; headers: Headers }> {
  const inQuery = auth.in === 'query';
  const headers = request.headers.filter(([name]) => SIGNED_HEADER.test(name.toLowerCase()));
  const signer = signerOf(auth, request, headers, now);
  const isS3 = signer.service === 's3';
  // S3 must be told the body's hash; the library would leave the body unsigned, which S3 refuses over http.
  // A body that is read while it is sent must be read before it can be signed.
  const needsHash = isSource(request.body) ? !(isS3 && inQuery) : isS3 && !inQuery;
  if (!needsHash || headerValue(headers, HASH_HEADER)) return signer.sign();
  const hash = await bodyHash('sha256', request.body);
  return signerOf(auth, request, [...headers, [HASH_HEADER, hash]], now).sign();
}

function signerOf(auth: AwsSigV4, request: Signable, headers: Pairs, now: number): AwsV4Signer {
  const { accessKeyId, secretAccessKey, sessionToken, region, service } = auth;
  const inQuery = auth.in === 'query';
  return new AwsV4Signer({
    method: request.method,
    url: signedUrl(request).href,
    headers: inQuery ? headers.filter(([name]) => name.toLowerCase().startsWith('x-amz-')) : headers,
    body: isSource(request.body) ? null : (request.body as Uint8Array<ArrayBuffer> | null),
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    ...(region && { region }),
    ...(service && { service }),
    datetime: new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    signQuery: inQuery,
    allHeaders: true,
  });
}

/** The URL as it goes on the wire; an overriding Host header is what the server will check. */
function signedUrl({ url, headers }: Signable): URL {
  const { scheme, path, query } = splitUrl(wireUrl(url));
  return new URL(`${scheme}://${hostOnWire({ url, headers })}${path || '/'}${query && `?${query}`}`);
}

function hostOnWire({ url, headers }: Pick<Signable, 'url' | 'headers'>): string {
  const { netloc } = splitUrl(url);
  return headerValue(headers, 'host') ?? netloc.slice(netloc.lastIndexOf('@') + 1);
}

/** A default port is not signed, so it must not stand in Host either. */
function hostHeader(request: Signable, url: URL): Pairs {
  return hostOnWire(request) === url.host ? [] : [['Host', url.host]];
}

function pickHeaders(headers: Headers, names: readonly string[]): Pairs {
  const picked: Pairs = [];
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked.push([name, value]);
  }
  return picked;
}

/** A URL that was pre-signed before is signed anew, not on top of that. */
function withoutSignature(url: string): string {
  const { start, pieces, fragment } = cutQuery(url);
  const kept = pieces.filter((piece) => !OWN_PARAM.test(nameOf(piece)));
  return `${start}${kept.length > 0 ? `?${kept.join('&')}` : ''}${fragment}`;
}

/** The typed query stays as it is spelled; only the parameters of the signature are added. */
function withSignature(url: string, signed: URL): NonNullable<Signed['url']> {
  const { start, pieces, fragment } = cutQuery(url);
  const typed = new Set(pieces.map(nameOf));
  const added = [...signed.searchParams].filter(
    ([name]) => OWN_PARAM.test(name) || (name === 'X-Amz-Expires' && !typed.has(name)),
  );
  const more = added.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${start}?${[...pieces, ...more].join('&')}${fragment}`;
}

function cutQuery(url: string): { start: string; pieces: string[]; fragment: string } {
  const [, start = '', query = '', fragment = ''] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(url) ?? [];
  return { start, pieces: query.split('&').filter((piece) => piece !== ''), fragment };
}

function nameOf(piece: string): string {
  const at = piece.indexOf('=');
  return at === -1 ? piece : piece.slice(0, at);
}
