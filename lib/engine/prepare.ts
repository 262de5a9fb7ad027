import type { Pairs } from '@/lib/model/pairs';
import type { RequestSpec, Timeout } from '@/lib/model/request-spec';
import type { SessionSettings } from '@/lib/model/session';
import { credentialsOf, urlCredentials, type AuthContext } from './auth/choose';
import type { Credentials } from './auth/credentials';
import { buildBody } from './body';
import { checkBodySize, contentSize, isSource, type WireContent } from './body-source';
import type { SendLimits } from './contract';
import { SendFailure } from './failure';
import { checkHeaders, headerValue, prepareMethod, setHeader } from './headers';
import { mergeAuth, mergeHeaders, mergeParams } from './merge';
import type { Outgoing } from './outgoing';
import { appendParam, encodeParams } from './params';
import type { Uploads } from './uploads';
import { prepareUrl } from './url';

/**
 * The first request of a send: session and request merged, everything checked before a byte goes out (R168).
 * The steps have requests' order: method, URL, headers, body, auth (`PreparedRequest.prepare`).
 */
export function prepare(
  spec: RequestSpec,
  session: SessionSettings,
  limits: SendLimits,
  uploads: Uploads,
  context: AuthContext,
): Outgoing {
  const method = prepareMethod(spec.method);
  const auth = mergeAuth(session.auth, spec.auth);
  const chosen = auth && credentialsOf(auth, context);
  const url = prepareUrl(spec.url, paramText(spec, session, chosen));
  if (Buffer.byteLength(url) > limits.urlBytes) {
    throw new SendFailure('invalid_url', `The URL is longer than ${limits.urlBytes} bytes.`, {
      field: 'url',
    });
  }
  const headers = mergeHeaders(session.headers, spec.headers);
  checkHeaders(headers);
  const cookieAt = headers.length;
  const body = addBody(headers, method, { spec, limits, uploads });
  // R124: URL userinfo comes last, and `auth: null` silences the session's auth, not the URL's own
  const credentials = chosen ?? urlCredentials(url);
  const secretNames = addCredentials(headers, credentials, { method, url, headers, body });
  checkSize(headers, limits);
  const cookies = spec.cookies ?? null;
  return {
    method,
    url,
    headers,
    cookieAt,
    body,
    cookies,
    credentials,
    secretNames,
    dropped: [],
    unsigned: null,
  };
}

/** Milliseconds for connecting and for silence (R145, R146): what is asked, never more than the server's ceiling. */
export function timeouts(
  asked: Timeout | undefined,
  session: Timeout,
  limits: SendLimits,
): { connectMs: number; readMs: number } {
  const chosen = asked === undefined ? session : asked;
  const { connect, read } =
    typeof chosen === 'object' && chosen !== null ? chosen : { connect: chosen, read: chosen };
  return { connectMs: capped(connect, limits.connectMs), readMs: capped(read, limits.readMs) };
}

function capped(seconds: number | null | undefined, ceiling: number): number {
  return seconds === null || seconds === undefined ? ceiling : Math.min(Math.max(1, seconds * 1000), ceiling);
}

function paramText(spec: RequestSpec, session: SessionSettings, credentials: Credentials | null): string {
  const encoded = encodeParams(mergeParams(session.params, spec.params));
  return credentials?.param ? appendParam(encoded, credentials.param) : encoded;
}

interface BodyInput {
  spec: RequestSpec;
  limits: SendLimits;
  uploads: Uploads;
}

/** Content-Length before Content-Type, as requests adds them (R64–R66, R68). Gives back the content. */
function addBody(headers: Pairs, method: string, { spec, limits, uploads }: BodyInput): WireContent | null {
  const explicitType = headerValue(headers, 'content-type');
  const { body, contentType } = buildBody(spec.body, explicitType, uploads);
  checkBodySize(body, limits);
  // R68: a stream without bytes is sent chunked, as one of unknown length
  if (isSource(body) && body.size === 0) setHeader(headers, 'Transfer-Encoding', 'chunked');
  else if (body) setHeader(headers, 'Content-Length', String(contentSize(body)));
  else if (method !== 'GET' && method !== 'HEAD' && headerValue(headers, 'content-length') === undefined) {
    headers.push(['Content-Length', '0']);
  }
  if (contentType !== null && explicitType === undefined) {
    checkHeaders([['Content-Type', contentType]], 'body');
    headers.push(['Content-Type', contentType]);
  }
  return body;
}

/** Each overwrites one asked for by hand (R124). Gives back the names that a redirect to another origin drops. */
function addCredentials(
  headers: Pairs,
  credentials: Credentials | null,
  request: Parameters<NonNullable<Credentials['headers']>>[0],
): string[] {
  const added = credentials?.headers?.(request) ?? [];
  checkHeaders(added, 'auth');
  for (const [name, value] of added) setHeader(headers, name, value);
  return added.map(([name]) => name.toLowerCase());
}

function checkSize(headers: Pairs, limits: SendLimits): void {
  let bytes = 0;
  for (const [name, value] of headers) bytes += name.length + value.length + 4;
  if (bytes <= limits.requestHeaderBytes) return;
  const message = `The headers have ${bytes} bytes; at most ${limits.requestHeaderBytes} can be sent.`;
  throw new SendFailure('invalid_header', message, { field: 'headers' });
}
