import type { Ledger, ReceivedResponse, SentRequest, Timings, TlsInfo } from '@/lib/model/exchange';
import type { Pairs } from '@/lib/model/pairs';
import { textEncoding } from './charset';
import { isSource, SampledSource, type WireContent } from './body-source';
import type { SendLimits, SendOptions, Transport, WireRequest, WireResponse } from './contract';
import type { Jar } from './cookies';
import { endedBy } from './deadline';
import { decodeBody } from './decode';
import type { SendFailure } from './failure';
import { chooseCookies, storeCookies, type CookieSwitches } from './hop-cookies';
import { ledgerOf } from './ledger';
import { linksOf } from './links';
import { LiveHop } from './live-body';
import type { Outgoing } from './outgoing';
import { proxyFor, tellProxy, type ProxySides } from './proxy-choice';
import { wireUrl } from './url';
import { toSocketUrl } from './websocket/offer';
import { cutWireBody } from './wire-body';

/** What does not change from hop to hop of one send. */
export interface Journey
  extends ProxySides, Pick<WireRequest, 'connectMs' | 'readMs' | 'verify' | 'cert' | 'signal' | 'http2'> {
  transport: Transport;
  limits: SendLimits;
  onProgress: SendOptions['onProgress'] | undefined;
  jar: Jar;
  switches: CookieSwitches;
  /** the send asks for a WebSocket: its URLs are shown as ws:// and wss:// */
  upgrades: boolean;
}

/** One hop as far as it came; what is missing did not happen. */
export interface HopRecord {
  request: SentRequest;
  response: ReceivedResponse | null;
  cookies: Ledger;
  timings: Timings;
  tls: TlsInfo | null;
}

/** A redirect's body is kept up to this many bytes: enough to read its few words of HTML. */
const HOP_BODY_BYTES = 16 * 1024;
/** A request's body is recorded up to this many bytes; its size is always told. */
const REQUEST_BODY_BYTES = 256 * 1024;
const NEVER: Timings = {
  dnsMs: null,
  connectMs: null,
  tlsMs: null,
  sendMs: null,
  waitMs: null,
  receiveMs: null,
  totalMs: 0,
};

/** The record of a hop that is about to leave, or never will. */
export function emptyHop(method: string, url: string): HopRecord {
  const request: SentRequest = { method, url, headers: [], body: { size: 0 } };
  return { request, response: null, cookies: ledgerOf({}, {}), timings: NEVER, tls: null };
}

/**
 * Sends one request, stores its response's cookies (R97) and fills `record` on the way, so that what happened
 * before a failure is kept. Rejects with SendFailure when no response came.
 */
export async function sendHop(
  journey: Journey,
  outgoing: Outgoing,
  hop: number,
  record: HopRecord,
): Promise<WireResponse> {
  const { jar, switches, transport, limits, onProgress, signal, upgrades } = journey;
  const { method, url, body } = outgoing;
  record.request = sentRequest(outgoing, outgoing.headers, upgrades);
  const proxy = proxyFor(journey.proxies, url);
  tellProxy(outgoing.trail, journey, url, proxy);
  const cookies = await chooseCookies(jar, outgoing, switches);
  record.request.headers = cookies.headers;
  record.cookies = ledgerOf(cookies.sending, {});
  signal.throwIfAborted();
  const live = new LiveHop(hop, onProgress);
  live.begin(method, record.request.url);

  const startedAt = performance.now();
  const sample = isSource(body) ? new SampledSource(body, REQUEST_BODY_BYTES + 1) : null;
  // Name by name: a spread here is slower than all the rest of this function.
  const request: WireRequest = {
    method,
    url: wireUrl(url),
    headers: cookies.headers,
    body: sample ?? body,
    connectMs: journey.connectMs,
    readMs: journey.readMs,
    verify: journey.verify,
    cert: journey.cert,
    proxy,
    signal,
    upgrades,
    http2: journey.http2 === true && !upgrades,
    timed: true,
  };
  let response: WireResponse | undefined;
  try {
    response = await transport.send(request, limits, (progress) => live.hear(progress));
    record.request.headers = response.sentHeaders;
    record.request.marks = [...outgoing.trail.marks(), ...response.headMarks];
    record.timings = response.timings;
    record.tls = response.tls;
    const stored = await storeCookies(jar, cookies.url, response.headers, switches);
    record.cookies = ledgerOf(cookies.sending, stored);
    return response;
  } catch (error) {
    response?.socket?.destroy();
    record.request.marks = outgoing.trail.marks();
    if (record.timings === NEVER) record.timings = { ...NEVER, totalMs: performance.now() - startedAt };
    throw endedBy(signal, error);
  } finally {
    live.end();
    if (sample) record.request.body = sentBody(sample);
  }
}

/** Puts the final response into the record. Gives back its decoded bytes and what went wrong with them, if anything. */
export async function receiveFinal(
  record: HopRecord,
  wire: WireResponse,
  limits: SendLimits,
): Promise<{ body: Uint8Array; failure: SendFailure | null }> {
  const { body, failure } = await decodeBody(wire.headers, wire.body, limits);
  const encoding = textEncoding(wire.headers, body);
  const failed = wire.failure ?? failure;
  record.response = received(record, wire, encoding, { size: body.length, truncated: failed !== null });
  return { body, failure: failed };
}

/** Puts a redirect's response into the record; its body is cut, and an error in it does not matter (R102). */
export async function receivePassing(
  record: HopRecord,
  wire: WireResponse,
  limits: SendLimits,
): Promise<void> {
  const responseBodyBytes = Math.min(limits.responseBodyBytes, Math.max(HOP_BODY_BYTES, wire.body.length));
  const { body, failure } = await decodeBody(wire.headers, wire.body, { ...limits, responseBodyBytes });
  const encoding = textEncoding(wire.headers, body);
  const truncated = failure !== null || wire.failure !== null || body.length > HOP_BODY_BYTES;
  const kept = { ...cutWireBody(body, encoding, HOP_BODY_BYTES), truncated };
  record.response = received(record, wire, encoding, kept);
}

/** A response's head as it is recorded. */
export function received(
  record: HopRecord,
  wire: WireResponse,
  encoding: string | null,
  body: ReceivedResponse['body'],
): ReceivedResponse {
  const { status, reason, httpVersion, headers, elapsedMs, trailers } = wire;
  const { url } = record.request;
  const response: ReceivedResponse = { status, reason, httpVersion, url, headers, encoding, elapsedMs, body };
  if (trailers.length > 0) response.trailers = trailers;
  const links = linksOf(headers);
  if (links) response.links = links;
  return response;
}

function sentRequest(
  { method, url, body, dropped }: Outgoing,
  headers: Pairs,
  upgrades: boolean,
): SentRequest {
  const sent: SentRequest = {
    method,
    url: upgrades ? toSocketUrl(url) : url,
    headers,
    body: body ? sentBody(body) : { size: 0 },
  };
  if (dropped.length > 0) sent.droppedHeaders = [...dropped];
  return sent;
}

/** Of a file that is read while it is sent, the beginning as far as it went out. */
function sentBody(body: WireContent): SentRequest['body'] {
  if (!isSource(body)) return cutWireBody(body, 'utf-8', REQUEST_BODY_BYTES);
  const passed = body instanceof SampledSource ? body.sample() : new Uint8Array();
  const shown = { ...cutWireBody(passed, 'utf-8', REQUEST_BODY_BYTES), size: body.size };
  return passed.length < body.size ? { ...shown, truncated: true } : shown;
}
