import type { Auth } from '@/lib/model/auth';
import type { Pairs, ParamValue } from '@/lib/model/pairs';
import type { OriginDetails } from '@/lib/model/origin';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { SessionSettings } from '@/lib/model/session';
import { credentialsOf, urlCredentials, type AuthContext } from './auth/choose';
import type { Credentials } from './auth/credentials';
import { buildBody } from './body';
import { checkBodySize, contentSize, isSource, type WireContent } from './body-source';
import type { SendLimits } from './contract';
import type { DecisionCode } from './decisions';
import { SendFailure } from './failure';
import { checkHeaders, headerValue, prepareMethod, setHeader } from './headers';
import { mergeAuth, mergeHeaders, mergeParams } from './merge';
import type { Outgoing } from './outgoing';
import { appendParam, encodeParams, scalars } from './params';
import type { Trail } from './trail';
import type { Uploads } from './uploads';
import { prepareUrl } from './url';

/** What preparing needs besides what was asked. */
export interface Preparing {
  limits: SendLimits;
  trail: Trail;
  uploads: Uploads;
  context: AuthContext;
}

/**
 * The first request of a send: session and request merged, everything checked before a byte goes out (R168).
 * The steps have requests' order: method, URL, headers, body, auth (`PreparedRequest.prepare`).
 */
export function prepare(
  spec: RequestSpec,
  session: SessionSettings,
  { limits, trail, uploads, context }: Preparing,
): Outgoing {
  const method = prepareMethod(spec.method);
  const auth = mergeAuth(session.auth, spec.auth, trail);
  const chosen = auth && credentialsOf(auth, context);
  const url = prepareUrl(spec.url, paramText(spec, session, chosen, trail));
  if (Buffer.byteLength(url) > limits.urlBytes) {
    throw new SendFailure('invalid_url', `The URL is longer than ${limits.urlBytes} bytes.`, {
      field: 'url',
    });
  }
  const headers = mergeHeaders(session.headers, spec.headers, trail);
  checkHeaders(headers);
  const cookieAt = headers.length;
  const body = addBody(headers, method, { spec, limits, uploads, trail });
  // R124: URL userinfo comes last, and `auth: null` silences the session's auth, not the URL's own
  const ofUrl = urlCredentials(url);
  const credentials = chosen ?? ofUrl;
  if (ofUrl) trail.note('auth', 'basic', chosen ? 'userinfoUnused' : 'userinfo');
  const secretNames = addCredentials(headers, credentials, { method, url, headers, body });
  tellCredentials(trail, spec, auth, secretNames);
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
    trail,
  };
}

function tellCredentials(trail: Trail, spec: RequestSpec, auth: Auth | null, names: string[]): void {
  const by = authDecision(spec, auth);
  trail.auth = { type: auth?.type ?? 'basic', by };
  for (const name of names) trail.header(name, by, authVariables(spec, auth, trail));
}

function authDecision(spec: RequestSpec, auth: Auth | null): DecisionCode {
  if (!auth) return 'byUserinfo';
  return spec.auth === undefined ? 'bySessionAuth' : 'byRequestAuth';
}

function authVariables(spec: RequestSpec, auth: Auth | null, trail: Trail): OriginDetails | undefined {
  if (!auth) return trail.variables('request', 'url', null);
  return trail.variables(spec.auth === undefined ? 'session' : 'request', 'auth', null);
}

function paramText(
  spec: RequestSpec,
  session: SessionSettings,
  credentials: Credentials | null,
  trail: Trail,
): string {
  const merged = mergeParams(session.params, spec.params, trail);
  const encoded = encodeParams(merged);
  if (typeof merged !== 'string')
    for (const [name, value] of merged) if (isNothing(value)) trail.emptyParam(name);
  const by = spec.auth === undefined ? 'bySessionAuth' : 'byRequestAuth';
  if (credentials?.param) trail.note('param', credentials.param[0], by);
  if (/^[^#]*\?[^#]/.test(spec.url)) trail.note('param', '', 'ownQuery');
  return credentials?.param ? appendParam(encoded, credentials.param) : encoded;
}

interface BodyInput {
  spec: RequestSpec;
  limits: SendLimits;
  uploads: Uploads;
  trail: Trail;
}

/** R54: a list of nothing but nulls names a parameter and sends none. */
function isNothing(value: ParamValue): boolean {
  return Array.isArray(value) && scalars(value).length === 0;
}

/** Content-Length before Content-Type, as requests adds them (R64–R66, R68). Gives back the content. */
function addBody(
  headers: Pairs,
  method: string,
  { spec, limits, uploads, trail }: BodyInput,
): WireContent | null {
  const explicitType = headerValue(headers, 'content-type');
  const { body, contentType } = buildBody(spec.body, explicitType, uploads);
  checkBodySize(body, limits);
  if (body) addFraming(headers, body, trail);
  else if (method !== 'GET' && method !== 'HEAD' && headerValue(headers, 'content-length') === undefined) {
    headers.push(['Content-Length', '0']);
    trail.header('Content-Length', 'noBody');
  }
  if (contentType === null) return body;
  if (explicitType === undefined) {
    checkHeaders([['Content-Type', contentType]], 'body');
    headers.push(['Content-Type', contentType]);
    trail.header('Content-Type', 'bodyType');
  } else trail.insists('Content-Type', 'body');
  return body;
}

/** R68: a stream without bytes is sent chunked, as one of unknown length. */
function addFraming(headers: Pairs, body: WireContent, trail: Trail): void {
  const [name, value] =
    isSource(body) && body.size === 0
      ? ['Transfer-Encoding', 'chunked']
      : ['Content-Length', String(contentSize(body))];
  setHeader(headers, name, value);
  trail.header(name, name === 'Content-Length' ? 'bodyLength' : 'bodyChunks');
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
