import type { Socket } from 'node:net';
import type { Cookie, CookieKey } from '@/lib/model/cookie';
import type { ExchangeRecord, Timings, TlsInfo } from '@/lib/model/exchange';
import type { SendLimits } from '@/lib/model/limits';
import type { OriginMark } from '@/lib/model/origin';
import type { Pairs } from '@/lib/model/pairs';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { SessionSettings } from '@/lib/model/session';
import type { DigestNonces } from './auth/digest-nonces';
import type { TokenStore } from './auth/token-store';
import type { WireContent } from './body-source';
import type { SocketInput, SocketMessage } from '@/lib/model/socket';
import type { SendFailure } from './failure';
import type { Refusal } from './guard-url';
import type { ProxyServer } from './proxy-url';
import type { OpenUpload } from './uploads';

export type { SendLimits };

/** What may be dialled. Decided by whoever calls the engine; the guard only carries it out. */
export interface EgressPolicy {
  /** loopback and private targets, for a server that only its own user reaches */
  allowPrivate: boolean;
  /** CIDRs, host names, `*.suffix`, each with an optional `:port`; these win over every block */
  allow: readonly string[];
  deny: readonly string[];
  /** the app's own origins: only paths under `/practice/` are let through (any spelling of the path is normalised first) */
  self: readonly { host: string; port: number }[];
  /** may users name proxies? Left out: no */
  proxies?: boolean;
}

/** Loads the cookies that a request to `host` can need: of the host itself, its parent domains, and of domain "". */
export type LoadCookies = (host: string) => Promise<readonly Cookie[]>;

/** What a send changed in the jar, for the store to write as deltas; both lists sorted by key. */
export interface JarChanges {
  put: Cookie[];
  remove: CookieKey[];
}

/** What a watcher hears while a send is under way. */
export type Progress =
  | { type: 'hop'; hop: number; method: string; url: string }
  | { type: 'phase'; hop: number; phase: 'dns' | 'connect' | 'tls' | 'send' | 'wait' | 'receive' }
  | { type: 'response'; hop: number; status: number; reason: string; headers: Pairs }
  | { type: 'bytes'; hop: number; received: number }
  /** more of the body's text, while it comes; up to a ceiling */
  | { type: 'text'; hop: number; text: string }
  | { type: 'message'; hop: number; message: SocketMessage };

/** One request as the transport sends it: everything decided, nothing followed. */
export interface WireRequest {
  method: string;
  /** absolute http(s) URL in requests' spelling; the fragment is not sent */
  url: string;
  headers: Pairs;
  body: WireContent | null;
  connectMs: number;
  readMs: number;
  verify: SessionSettings['verify'];
  cert: SessionSettings['cert'];
  /** null: straight to the target */
  proxy: ProxyServer | null;
  signal: AbortSignal;
  /** offer HTTP/2 where TLS is spoken */
  http2?: boolean;
  /** a 101 is what is asked for; the connection then comes back as `WireResponse.socket` */
  upgrades?: boolean;
  /** the signal ends it after the total time already, so the transport keeps no clock of its own */
  timed?: boolean;
}

export interface SendOptions {
  spec: RequestSpec;
  session: SessionSettings;
  loadCookies: LoadCookies;
  limits: SendLimits;
  transport: Transport;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** hears why the guard refused a target, for the operator's log; the record tells its user nothing of it */
  onRefused?: (refusal: Refusal & { host: string }) => void;
  /** finds the uploaded files that a body names */
  openUpload?: OpenUpload;
  /** hears of a WebSocket that opened, to write into it while it is open */
  onSocket?: (door: SocketDoor) => void;
  /** variables of the environment, weaker than the session's and the request's */
  variables?: Readonly<Record<string, string>>;
  /** what the session learned from digest servers, so that they need not ask again (R132) */
  nonces?: DigestNonces;
  /** where the session keeps its OAuth 2 tokens */
  tokens?: TokenStore;
  /** whether a variable that is filled in holds a secret: a header with one does not go to another origin */
  isSecret?: (name: string, value: string) => boolean;
  /** the clock, so that a test can stand at a given time */
  now?: () => number;
}

/** The way into an open WebSocket. */
export interface SocketDoor {
  /** `closed`: it is not open any more; `full`: a ceiling is reached; in both cases nothing was sent */
  send(message: SocketInput): 'sent' | 'closed' | 'full';
  /** begins the closing handshake; does nothing when that has begun */
  close(): void;
}

/** What `send` gives back: the record, its final body as bytes, and what the jar became. It never throws for a target's fault. */
export interface SendResult {
  record: ExchangeRecord;
  /** decoded body of the final response; `record.response.body` holds only its size and flags until `withBody` adds the text */
  body: Uint8Array;
  jar: JarChanges;
}

/** A response as the transport received it, content codings still applied. */
export interface WireResponse {
  status: number;
  reason: string;
  httpVersion: string;
  /** name and value as latin-1 text, so that bytes can be had back; order, case and repeats kept */
  headers: Pairs;
  /** header fields that came after a chunked body (RFC 9110 §6.5); not merged into `headers`, so they set no cookies */
  trailers: Pairs;
  /** the whole body as received, or the part that came before `failure` */
  body: Uint8Array;
  elapsedMs: number;
  timings: Timings;
  tls: TlsInfo | null;
  /** headers as they left, with what the transport added itself (Host, Content-Length), in wire order */
  sentHeaders: Pairs;
  /** what decided the headers that the transport added or left out */
  headMarks: readonly OriginMark[];
  /** set when the response broke off after its headers; what came before is above */
  failure: SendFailure | null;
  /** the connection after a 101; whoever takes it ends it */
  socket?: Socket;
}

/**
 * Sends one request and follows nothing. Rejects with `SendFailure` when no response headers came.
 * Connections are kept per Transport, so a session's sends reuse them and nothing is shared between workspaces (R27, R28).
 */
export interface Transport {
  /** may HTTP/2 be asked for; left out: no */
  readonly http2?: boolean;
  send(
    request: WireRequest,
    limits: SendLimits,
    onProgress: (p: TransportProgress) => void,
  ): Promise<WireResponse>;
  /** drops idle connections; the transport stays usable (R29) */
  close(): Promise<void>;
}
export type TransportProgress =
  | { type: 'phase'; phase: 'dns' | 'connect' | 'tls' | 'send' | 'wait' | 'receive' }
  | { type: 'response'; status: number; reason: string; headers: Pairs }
  | { type: 'bytes'; received: number; chunk: Uint8Array };
