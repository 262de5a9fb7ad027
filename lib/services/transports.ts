import 'server-only';
import type { Transport } from '@/lib/engine/contract';
import { DigestNonces } from '@/lib/engine/auth/digest-nonces';
import { http2Works } from '@/lib/engine/http2-runtime';
import { createTransport } from '@/lib/engine/transport';
import { egressPolicy } from '@/lib/env';

/** How many sessions keep their connections in this process; the one idle longest gives way. */
const KEPT = 500;

/** Next bundles a module once per kind of door; the registry must be one per process all the same. */
const shared = globalThis as typeof globalThis & { playjarTransports?: Map<string, Kept> };
function registry(): Map<string, Kept> {
  return (shared.playjarTransports ??= new Map());
}

/** What one session keeps from send to send in this process, and shares with no other. */
interface Kept {
  /** its connections (R27) */
  transport: Transport;
  /** what digest servers told it (R132) */
  nonces: DigestNonces;
}

/** Whether HTTP/2 may be offered from here; a send that wants it is refused otherwise. */
export function speaksHttp2(): boolean {
  return http2Works();
}

export function keptFor(sessionId: string): Kept {
  const all = registry();
  const kept = all.get(sessionId) ?? {
    transport: createTransport(egressPolicy()),
    nonces: new DigestNonces(),
  };
  all.delete(sessionId);
  all.set(sessionId, kept);
  if (all.size > KEPT) {
    const [oldest] = all.keys();
    if (oldest !== undefined) void closeTransport(oldest);
  }
  return kept;
}

/** Frees the connections of a session that ends. */
export async function closeTransport(sessionId: string): Promise<void> {
  const kept = registry().get(sessionId);
  registry().delete(sessionId);
  await kept?.transport.close();
}
