import type { Cookie } from './cookie';
import type { Origin, OriginMark } from './origin';
import type { Pairs } from './pairs';
import type { SessionFailureCode } from './failure';
import type { SocketLog } from './socket';

/** Bytes as JSON can carry them: `text` when they decode in `encoding` without loss, else `base64`. */
export interface WireBody {
  /** bytes, content codings undone */
  size: number;
  text?: string;
  base64?: string;
  /** true when only the beginning is here; `size` counts it all */
  truncated?: boolean;
}

export interface ResponseBody extends WireBody {
  /** true when a limit cut it; what came before is kept */
  truncated: boolean;
  /** true when the page was given only the beginning; the whole is a download away */
  preview?: boolean;
}

/** The request as it really went over the wire. */
export interface SentRequest {
  method: string;
  url: string;
  headers: Pairs;
  body: WireBody;
  /** names of headers that a redirect left behind, since this hop goes to another origin (R91, R39) */
  droppedHeaders?: string[];
  /** why each part went out as it did, as stored; `origins` is made of them when the exchange is read */
  marks?: OriginMark[];
  /** the same in words; settings, which hold for all hops (R103), stand with the first */
  origins?: Origin[];
}

export interface ReceivedResponse {
  status: number;
  reason: string;
  httpVersion: string;
  url: string;
  headers: Pairs;
  /** fields that came after a chunked body (RFC 9110 §6.5), when there were any */
  trailers?: Pairs;
  /** what its Link header names, in order: `url` and the parameters of each (R159) */
  links?: Record<string, string>[];
  /** charset name the body's text was decoded with; null for bytes */
  encoding: string | null;
  body: ResponseBody;
  /** from sending to headers parsed, of this hop (R153) */
  elapsedMs: number;
}

export interface SentCookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  /** out of the session's jar, or of this request alone (R107) */
  from: 'session' | 'request';
}
/** A cookie of the jar that stayed behind, and the rule that kept it (with its RFC section). */
export interface WithheldCookie {
  name: string;
  domain: string;
  path: string;
  reason: string;
  rule: string;
}
/** A Set-Cookie line that was refused, and the rule that refused it. */
export interface RejectedCookie {
  setCookie: string;
  reason: string;
  rule: string;
}
/** A cookie that left the jar, and the rule that took it. */
export interface RemovedCookie {
  name: string;
  domain: string;
  path: string;
  reason: string;
  rule: string;
}

/** What of a cookie another Set-Cookie line can change; domain, path and name make it another cookie (R114). */
export type CookieChange = 'value' | 'expires' | 'secure' | 'httpOnly' | 'sameSite' | 'partitioned';

/** A cookie that a response set. `replaced` is there when it took the place of one: its value, and what is not as it was. */
export interface StoredCookie extends Cookie {
  replaced?: { value: string; changed: CookieChange[] };
}

/** The ledger of one hop: what became of every cookie that was in question. */
export interface Ledger {
  sent: SentCookie[];
  withheld: WithheldCookie[];
  stored: StoredCookie[];
  rejected: RejectedCookie[];
  removed: RemovedCookie[];
}

/** Milliseconds, measured on this hop; null where the phase did not happen (a reused connection has no DNS). */
export interface Timings {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  sendMs: number | null;
  waitMs: number | null;
  receiveMs: number | null;
  totalMs: number;
}

/** One certificate of a server. Names as `O=Acme, CN=shop.test`, times as OpenSSL writes them. */
export interface TlsCertificate {
  subject: string;
  issuer: string;
  validFrom: string;
  validTo: string;
  fingerprint256: string;
  altNames: string | null;
}

export interface TlsInfo {
  protocol: string | null;
  cipher: string | null;
  /** the protocol that both agreed on by ALPN; null: none. Records of older versions lack it */
  alpn?: string | null;
  /** the server's own */
  certificate: TlsCertificate | null;
  /** from the server's own to the root, as far as it is known. Records of older versions lack it */
  chain?: TlsCertificate[];
}

/** A redirect that was followed: its own request, response and cookies. */
export interface Hop {
  request: SentRequest;
  response: ReceivedResponse;
  cookies: Ledger;
  timings: Timings;
  /** left out where nothing was encrypted */
  tls?: TlsInfo;
}

/** Why a send did not end in a response. `hop` counts from 0; `field` names the input at fault, if one is. */
export interface ExchangeFailure {
  code: SessionFailureCode;
  reason?: string;
  message: string;
  hop: number;
  field?:
    | 'url'
    | 'method'
    | 'headers'
    | 'params'
    | 'body'
    | 'auth'
    | 'cookies'
    | 'timeout'
    | 'proxies'
    | 'verify'
    | 'cert'
    | 'http2'
    | 'socket';
}

/** One send as it happened, without the identity that storing it adds. */
export interface ExchangeRecord {
  request: SentRequest;
  response: ReceivedResponse | null;
  history: Hop[];
  cookies: Ledger;
  timings: Timings;
  tls: TlsInfo | null;
  error: ExchangeFailure | null;
  /** what went over a WebSocket, when one was opened; the response's body is then its last message */
  socket?: SocketLog;
  /** who sent it, as others of the workspace know them; written down with every send of a workspace */
  sentBy?: string;
}

export interface Exchange extends ExchangeRecord {
  id: string;
  sessionId: string;
  startedAt: string;
}

/** A line of the history: enough to list it. */
export interface ExchangeSummary {
  id: string;
  sessionId: string;
  startedAt: string;
  state: 'running' | 'done' | 'interrupted';
  method: string;
  url: string;
  status: number | null;
  errorCode: SessionFailureCode | null;
  totalMs: number | null;
  size: number | null;
  /** who sent it, where it was someone else of the workspace */
  sentBy?: string | undefined;
}
