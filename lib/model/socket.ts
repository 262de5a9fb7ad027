import { z } from 'zod';

/** One message to send: text, or bytes in base64. */
export const SocketInput = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ base64: z.base64() }),
]);
export type SocketInput = z.infer<typeof SocketInput>;

/** RFC 6455 §7.4: what an endpoint may write into a close frame. */
const CloseCode = z
  .int()
  .min(1000)
  .max(4999)
  .refine((code) => code < 1004 || (code > 1006 && code < 1015) || code >= 3000, 'cannot be sent (RFC 6455)');

/**
 * When to close; the first that is met counts. `count`: messages received, `contains`: a text message has this in it,
 * `idle`: seconds of silence, `time`: seconds since it opened. None named: one second of silence.
 */
export const SocketUntil = z.strictObject({
  count: z.int().min(0).max(10_000).optional(),
  contains: z.string().min(1).optional(),
  idle: z.number().positive().max(3_600).optional(),
  time: z.number().positive().max(3_600).optional(),
});
export type SocketUntil = z.infer<typeof SocketUntil>;

/**
 * The scripted exchange of a ws:// or wss:// request: what to send once it is open, in order, and when to close.
 * `until: null` leaves it open for someone at the page, who then talks and closes; where nobody can (the API, a run)
 * it is as if left out.
 */
export const SocketScript = z.strictObject({
  messages: z.array(SocketInput).max(1_000).optional(),
  subprotocols: z.array(z.string().min(1).max(200)).max(20).optional(),
  until: SocketUntil.nullable().optional(),
  close: z.strictObject({ code: CloseCode, reason: z.string().max(123).optional() }).optional(),
});
export type SocketScript = z.infer<typeof SocketScript>;

/** What someone at the page says into a WebSocket that is open. */
export const SocketSay = z.union([SocketInput, z.strictObject({ close: z.literal(true) })]);
export type SocketSay = z.infer<typeof SocketSay>;

/** One frame or message as it went over the connection; `text` or `base64` up to a limit, `size` in bytes always. */
export interface SocketMessage {
  direction: 'sent' | 'received';
  /** milliseconds since the handshake was done */
  atMs: number;
  opcode: 'text' | 'binary' | 'ping' | 'pong' | 'close';
  size: number;
  text?: string;
  base64?: string;
  /** true when text or base64 is only the beginning */
  truncated: boolean;
  /** of a close frame, whose text is its reason; 1005: it had none */
  code?: number;
}

/** What went over an open WebSocket. */
export interface SocketLog {
  /** the subprotocol that the server chose */
  protocol: string | null;
  messages: SocketMessage[];
  /** how it closed, and who began; 1005: no code was given. null when it ended without a closing handshake */
  close: { code: number; reason: string; by: 'client' | 'server' } | null;
}
