import type { ExchangeRecord } from '@/lib/model/exchange';
import type { SocketScript } from '@/lib/model/socket';
import {
  startSocketServer,
  type SocketServer,
  type SocketServerOptions,
  type Talk,
} from '../support/socket-server';
import { closing } from './session-under-test';

/** A WebSocket server that is closed after the test. */
export async function server(talk: Talk, options?: SocketServerOptions): Promise<SocketServer> {
  return closing(await startSocketServer(talk, options));
}

/** direction, opcode and text of each message of the log */
export function talked({ socket }: ExchangeRecord): string[] {
  return (socket?.messages ?? []).map(({ direction, opcode, text, base64 }) =>
    [direction, opcode, text ?? base64].join(' '),
  );
}

/** Says these, and waits for as many answers. */
export function says(...texts: string[]): SocketScript {
  return { messages: texts.map((text) => ({ text })), until: { count: texts.length } };
}
