import type { Socket } from 'node:net';
import type { ExchangeFailure, ExchangeRecord, Hop } from '@/lib/model/exchange';
import type { SocketLog, SocketMessage, SocketScript } from '@/lib/model/socket';
import type { SendOptions, SendResult, WireResponse } from './contract';
import { Jar } from './cookies';
import { endedBy, openDeadline, type Deadline } from './deadline';
import { refusalBehind } from './egress-refused';
import { SendFailure } from './failure';
import { emptyHop, receiveFinal, receivePassing, sendHop, type HopRecord, type Journey } from './hop';
import type { Outgoing } from './outgoing';
import { prepare } from './prepare';
import { hostOf, redirected, redirectTarget } from './redirects';
import { chooseSettings, type ChosenSettings } from './settings';
import { answerChallenge, signed } from './sign';
import { withGenerators } from './generated';
import { fillTemplates } from './template';
import { Trail } from './trail';
import { findUploads } from './uploads';
import { planSocket, toHttpUrl, withKey, type SocketPlan } from './websocket/offer';
import { socketHop } from './websocket/socket-hop';

/**
 * Sends a request through a session: fills in variables, merges, follows redirects, keeps the jar (R1–R169).
 * A target's fault and a wrong spec are `record.error`, with all that happened before; only our bugs are thrown.
 */
export async function send(options: SendOptions): Promise<SendResult> {
  const { limits, loadCookies, now = Date.now } = options;
  const deadline = openDeadline(limits.totalMs, options.signal);
  const jar = new Jar(loadCookies, { limits, now });
  const trip = new Trip(options, jar, deadline);
  try {
    await trip.go();
  } catch (error) {
    trip.fail(endedBy(deadline.signal, error));
  } finally {
    deadline.close();
  }
  return { record: trip.record(), body: trip.body, jar: jar.changes() };
}

/** One send under way: the hops so far and the one that is out. */
class Trip {
  body: Uint8Array = new Uint8Array();
  #current: HopRecord;
  #error: ExchangeFailure | null = null;
  #redirects = 0;
  #plan: SocketPlan | null = null;
  #log: SocketLog | null = null;
  readonly #history: Hop[] = [];

  constructor(
    private readonly options: SendOptions,
    private readonly jar: Jar,
    private readonly deadline: Deadline,
  ) {
    this.#current = emptyHop(options.spec.method, options.spec.url);
  }

  async go(): Promise<void> {
    const { limits, variables, isSecret, openUpload, nonces, tokens, now } = this.options;
    const filled = await withGenerators(() =>
      fillTemplates(this.options.spec, this.options.session, variables, isSecret),
    );
    const { session } = filled;
    this.#plan = planSocket(filled.spec, limits);
    const spec = this.#plan?.spec ?? filled.spec;
    const trail = new Trail(filled.fills);
    const settings = chooseSettings(spec, session, limits, trail);
    const journey = this.#journey(settings);
    const uploads = await findUploads(spec.body, openUpload);
    const context = { nonces, tokens, now, way: journey };
    let outgoing: Outgoing | null = prepare(spec, session, { limits, trail, uploads, context });
    while (outgoing) {
      this.#current = emptyHop(outgoing.method, outgoing.url);
      const hop = this.#history.length;
      const ready: Outgoing = outgoing.credentials?.sign ? await signed(outgoing, hop) : outgoing;
      const wire = await sendHop(journey, this.#plan ? withKey(ready) : ready, hop, this.#current);
      if (this.#plan && wire.socket) return this.#talk(journey, wire, wire.socket, this.#plan.script);
      outgoing = await this.#after(ready, wire, settings);
    }
  }

  /** A WebSocket is open: says and hears what there is, and ends the send. */
  async #talk(journey: Journey, wire: WireResponse, socket: Socket, script: SocketScript): Promise<void> {
    const { limits, onProgress, onSocket } = this.options;
    this.deadline.prolong(limits.socketMs);
    const hop = this.#history.length;
    const onMessage = (message: SocketMessage): void => onProgress?.({ type: 'message', hop, message });
    const outcome = await socketHop(
      journey,
      this.#current,
      { wire, socket },
      { script, onMessage, onSocket },
    );
    this.body = outcome.body;
    this.#log = outcome.log;
    if (outcome.failure) this.fail(outcome.failure);
  }

  /** Takes a failure into the record; anything else is a bug and goes on. */
  fail(error: unknown): void {
    if (!(error instanceof SendFailure)) throw error;
    const { reason, field } = error.details;
    const refusal = refusalBehind(error);
    if (refusal) this.options.onRefused?.({ ...refusal, host: hostOf(this.#current.request.url) });
    this.#error = {
      code: error.code,
      ...(reason !== undefined && { reason }),
      message: error.message,
      hop: this.#history.length,
      ...(field !== undefined && { field }),
    };
  }

  record(): ExchangeRecord {
    const { request, response, cookies, timings, tls } = this.#current;
    const record = { request, response, history: this.#history, cookies, timings, tls, error: this.#error };
    return this.#log ? { ...record, socket: this.#log } : record;
  }

  #journey(settings: ChosenSettings): Journey {
    const { transport, limits, onProgress } = this.options;
    if (settings.http2 && !transport.http2) throw http2Refusal();
    const { signal } = this.deadline;
    const upgrades = this.#plan !== null;
    // Name by name first: adding to a spread is slow.
    const journey = { transport, limits, onProgress, jar: this.jar, signal, upgrades };
    return Object.assign(journey, settings);
  }

  /** Decides what follows a response: another hop, or the end with this one. */
  async #after(
    sent: Outgoing,
    wire: WireResponse,
    { follows, maxRedirects }: ChosenSettings,
  ): Promise<Outgoing | null> {
    const soon = this.#next(sent, wire, follows, maxRedirects);
    const next = soon instanceof Promise ? await soon : soon;
    if (next instanceof SendFailure || next === null) {
      const { body, failure } = await receiveFinal(this.#current, wire, this.options.limits);
      this.body = body;
      const first = next ?? failure;
      if (first) this.fail(endedBy(this.deadline.signal, first));
      return null;
    }
    await receivePassing(this.#current, wire, this.options.limits);
    this.#pass();
    return next;
  }

  #next(
    sent: Outgoing,
    wire: WireResponse,
    follows: boolean,
    most: number,
  ): Outgoing | SendFailure | null | Promise<Outgoing | null> {
    if (wire.failure && !isBodyFault(wire.failure)) return null;
    const url = follows ? this.#target(sent, wire) : null;
    if (url === null) return wire.failure ? null : answerChallenge(sent, wire);
    // R90: the last response stays, with as many hops behind it as were allowed
    if (this.#redirects >= most) return new SendFailure('too_many_redirects', `Exceeded ${most} redirects.`);
    try {
      const next = redirected(sent, wire.status, url);
      this.#redirects += 1;
      return next;
    } catch (error) {
      if (error instanceof SendFailure) return error;
      throw error;
    }
  }

  /** A handshake is led on as a request is; the scheme of Location may then be ws or wss. */
  #target(sent: Outgoing, wire: WireResponse): string | null {
    const url = redirectTarget(sent.url, wire.status, wire.headers);
    return url !== null && this.#plan ? toHttpUrl(url) : url;
  }

  #pass(): void {
    const { request, response, cookies, timings, tls } = this.#current;
    if (response) this.#history.push({ request, response, cookies, timings, ...(tls && { tls }) });
  }
}

/** Before anything is sent: what was asked cannot be done with this Node. */
function http2Refusal(): SendFailure {
  const message =
    'HTTP/2 is switched off on this server: its Node has an HTTP/2 client with known holes. Nothing was sent. Switch http2 off for this request, or run Playjar on Node 22.23.4, 24.22.1 or newer.';
  return new SendFailure('protocol_error', message, { reason: 'http2_off', field: 'http2' });
}

/** R102: a redirect is followed although its body could not be read to the end or decoded. */
function isBodyFault({ code }: SendFailure): boolean {
  return code === 'chunked_encoding_error' || code === 'content_decoding_error' || code === 'protocol_error';
}
