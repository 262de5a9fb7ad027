import { randomBytes } from 'node:crypto';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { SocketInput, SocketScript } from '@/lib/model/socket';
import type { SendLimits } from '@/lib/engine/contract';
import { SendFailure } from '@/lib/engine/failure';
import { setHeader } from '@/lib/engine/headers';
import type { Outgoing } from '@/lib/engine/outgoing';

/** A ws:// request as the HTTP request that asks for it, and what follows once it is open. */
export interface SocketPlan {
  /** with an http(s) URL and the fixed headers of the handshake */
  spec: RequestSpec;
  script: SocketScript;
}

/** RFC 6455 §4.1: the handshake's own headers, whatever was written by hand. */
const OURS = new Set(['connection', 'upgrade', 'sec-websocket-version', 'sec-websocket-key']);
const HANDSHAKE = /^(?:connection|upgrade|sec-websocket-(?:version|key|protocol))$/i;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** `ws://` and `wss://` are dialled, guarded and given cookies as `http://` and `https://` (RFC 6455 §3). */
export function toHttpUrl(url: string): string {
  return url.replace(/^(\s*)ws(s?):/i, '$1http$2:');
}

/** The URL of a handshake as its user wrote it. */
export function toSocketUrl(url: string): string {
  return url.replace(/^http(s?):/i, 'ws$1:');
}

/**
 * What a request with a ws:// or wss:// URL asks for; null for any other. Variables are filled in already.
 * @throws SendFailure `invalid_schema`, `invalid_header`, `invalid_body` when it cannot be a handshake; nothing was sent
 */
export function planSocket(spec: RequestSpec, limits: SendLimits): SocketPlan | null {
  if (!/^\s*wss?:/i.test(spec.url)) {
    if (spec.socket === undefined) return null;
    throw new SendFailure('invalid_schema', 'Only a ws:// or wss:// URL takes messages.', { field: 'url' });
  }
  const script = spec.socket ?? {};
  checkSpec(spec);
  checkScript(script, limits);
  const headers: NonNullable<RequestSpec['headers']> = (spec.headers ?? []).filter(
    ([name]) => !OURS.has(name.toLowerCase()),
  );
  headers.push(['Connection', 'Upgrade'], ['Upgrade', 'websocket'], ['Sec-WebSocket-Version', '13']);
  if (script.subprotocols?.length) headers.push(['Sec-WebSocket-Protocol', script.subprotocols.join(', ')]);
  return { spec: { ...spec, url: toHttpUrl(spec.url), headers }, script };
}

/** The request with a key of its own, as each connection must have one (RFC 6455 §4.1). */
export function withKey(outgoing: Outgoing): Outgoing {
  const headers = [...outgoing.headers];
  setHeader(headers, 'Sec-WebSocket-Key', randomBytes(16).toString('base64'));
  for (const [name] of headers) if (HANDSHAKE.test(name)) outgoing.trail.claims(name, 'handshake');
  return { ...outgoing, headers };
}

/** The bytes of a message, and whether they are text. */
export function payloadOf(message: SocketInput): { bytes: Buffer; binary: boolean } {
  return 'text' in message
    ? { bytes: Buffer.from(message.text, 'utf8'), binary: false }
    : { bytes: Buffer.from(message.base64, 'base64'), binary: true };
}

function checkSpec({ method, body, headers }: RequestSpec): void {
  if (method.toUpperCase() !== 'GET')
    throw new SendFailure('invalid_header', 'A WebSocket is opened with GET. Change the method.', {
      field: 'method',
    });
  if (body)
    throw new SendFailure('invalid_body', 'A WebSocket is opened without a body. Send a message instead.', {
      field: 'body',
    });
  const extensions = headers?.some(([name]) => name.toLowerCase() === 'sec-websocket-extensions');
  if (extensions)
    throw new SendFailure(
      'invalid_header',
      'No WebSocket extension is spoken here. Take Sec-WebSocket-Extensions out of the headers.',
      { field: 'headers' },
    );
}

function checkScript({ messages = [], subprotocols = [], close }: SocketScript, limits: SendLimits): void {
  const invalid = (message: string): SendFailure =>
    new SendFailure('invalid_body', message, { field: 'socket' });
  const wrong = subprotocols.find((name) => !TOKEN.test(name));
  if (wrong !== undefined) throw invalid(`${JSON.stringify(wrong)} cannot be the name of a subprotocol.`);
  if (Buffer.byteLength(close?.reason ?? '') > 123)
    throw invalid('The reason for closing is longer than the 123 bytes that a close frame can carry.');
  const sizes = messages.map((message) => payloadOf(message).bytes.length);
  if (Math.max(0, ...sizes) > limits.socketMessageBytes)
    throw invalid(`A message is longer than the ${limits.socketMessageBytes} bytes allowed here.`);
  if (sizes.reduce((sum, size) => sum + size, 0) > limits.socketBytes)
    throw invalid(`The messages together are longer than the ${limits.socketBytes} bytes allowed here.`);
  if (messages.length >= limits.socketMessages)
    throw invalid(`There are ${messages.length} messages; fewer than ${limits.socketMessages} can be sent.`);
}
