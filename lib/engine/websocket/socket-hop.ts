import type { Socket } from 'node:net';
import type { SocketLog, SocketMessage, SocketScript } from '@/lib/model/socket';
import type { SendOptions, WireResponse } from '@/lib/engine/contract';
import { SendFailure } from '@/lib/engine/failure';
import { received, type HopRecord, type Journey } from '@/lib/engine/hop';
import { splitUrl } from '@/lib/engine/url';
import { checkAccept } from './accept';
import { converse } from './conversation';

/** What came of a 101. */
export interface SocketOutcome {
  /** the last message that came, empty when none did */
  body: Uint8Array;
  /** null when the 101 was not one to go on from */
  log: SocketLog | null;
  failure: SendFailure | null;
}

export interface SocketOptions {
  script: SocketScript;
  onMessage: (message: SocketMessage) => void;
  onSocket: SendOptions['onSocket'];
}

/**
 * Takes over the connection of a 101: checks the answer, talks, and fills `record` with the response, whose body is the
 * last message received; the time it was open counts as receiving. The connection is closed after it.
 */
export async function socketHop(
  journey: Journey,
  record: HopRecord,
  { wire, socket }: { wire: WireResponse; socket: Socket },
  { script, onMessage, onSocket }: SocketOptions,
): Promise<SocketOutcome> {
  const { limits, readMs, signal } = journey;
  const accepted = checkAccept(wire.sentHeaders, wire.headers);
  const response = received(record, wire, 'utf-8', { size: 0, truncated: false });
  record.response = response;
  if (accepted instanceof SendFailure) {
    socket.destroy();
    return { body: new Uint8Array(), log: null, failure: accepted };
  }
  const opened = performance.now();
  const { log, last, failure } = await converse({
    socket,
    script,
    protocol: accepted.protocol,
    where: splitUrl(record.request.url).netloc.replace(/^.*@/s, ''),
    limits,
    readMs,
    signal,
    onMessage,
    onOpen: onSocket,
  });
  const openMs = performance.now() - opened;
  const totalMs = record.timings.totalMs + openMs;
  record.timings = { ...record.timings, receiveMs: openMs, totalMs };
  const body = last?.bytes ?? new Uint8Array();
  response.body.size = body.length;
  if (last?.binary) response.encoding = null;
  return { body, log, failure };
}
