import 'server-only';
import type { Transport } from '@/lib/engine/contract';
import { createTransport } from '@/lib/engine/transport';
import { egressPolicy } from '@/lib/env';

/** How many sessions keep their connections in this process; the one idle longest gives way. */
const KEPT = 500;

/** Next bundles a module once per kind of door; the registry must be one per process all the same. */
const shared = globalThis as typeof globalThis & { playjarTransports?: Map<string, Transport> };
function registry(): Map<string, Transport> {
  return (shared.playjarTransports ??= new Map());
}

/** The connections of one session, kept from send to send and shared with no other session (R27). */
export function transportFor(sessionId: string): Transport {
  const transports = registry();
  const transport = transports.get(sessionId) ?? createTransport(egressPolicy());
  transports.delete(sessionId);
  transports.set(sessionId, transport);
  if (transports.size > KEPT) {
    const [oldest] = transports.keys();
    if (oldest !== undefined) void closeTransport(oldest);
  }
  return transport;
}

/** Frees the connections of a session that ends. */
export async function closeTransport(sessionId: string): Promise<void> {
  const transport = registry().get(sessionId);
  registry().delete(sessionId);
  await transport?.close();
}
