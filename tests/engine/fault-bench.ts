import { afterEach, expect } from 'vitest';
import type { SendLimits, WireRequest, WireResponse } from '@/lib/engine/contract';
import type { SendFailure } from '@/lib/engine/failure';
import { createTransport } from '@/lib/engine/transport';
import { rawServer, type RawServer, type Script } from '../support/raw-server';
import { OPEN, outcome, wireRequest } from './wire-support';

/** Closed after each test. */
export const open: { close(): Promise<void> }[] = [];
const surprises: unknown[] = [];
process.on('unhandledRejection', (reason) => surprises.push(reason));
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  expect(surprises).toEqual([]);
});

/** What a fault led to. */
export interface Fault {
  response: WireResponse | null;
  failure: SendFailure | null;
  target: RawServer;
}

/**
 * Meets a fault, then proves that the session lives: the same transport gets an ordinary answer from the same server,
 * and no socket of the broken exchange is left open.
 */
export async function meet(
  script: Script,
  changes: Partial<WireRequest> = {},
  limits: Partial<SendLimits> = {},
): Promise<Fault> {
  let calm = false;
  const target = await rawServer((socket, seen) =>
    calm ? socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ncalm') : script(socket, seen),
  );
  const transport = createTransport(OPEN);
  open.push(transport, target);
  const met = await outcome(transport, wireRequest(target.url, changes), limits);
  calm = true;
  if (met.failure) await expect.poll(() => target.sockets.size, { timeout: 1_000, interval: 5 }).toBe(0);
  const after = await outcome(transport, wireRequest(target.url));
  expect(after.response?.body.toString()).toBe('calm');
  return { ...met, target };
}

/** Writes this and closes. */
export const says =
  (text: string): Script =>
  (socket) =>
    socket.end(Buffer.from(text, 'latin1'));
/** Writes this and stays. */
export const saysAndStays =
  (text: string): Script =>
  (socket) =>
    socket.write(Buffer.from(text, 'latin1'));
/** Writes this again and again until the other side goes. */
export const endless =
  (start: string, rest: string): Script =>
  (socket) => {
    socket.write(start);
    const pump = (): void => {
      while (!socket.destroyed && socket.write(rest));
      if (!socket.destroyed) socket.once('drain', pump);
    };
    pump();
  };
/** The status line that most begin with. */
export const OK = 'HTTP/1.1 200 OK\r\n';

/** The code, the reason, and a message in whole sentences. */
export function expectFailure({ failure }: Fault, code: string, reason?: string): void {
  expect(failure?.code).toBe(code);
  if (reason !== undefined) expect(failure?.details.reason).toBe(reason);
  expect(failure?.message).toMatch(/^[A-Z0-9].*[.]$/);
}
