import type net from 'node:net';
import { isSource } from './body-source';
import type { RequestHead } from './request-head';

/** Who has the connection now. */
export interface SocketUser {
  readonly request: RequestHead;
  sending(): void;
  progressed(): void;
  sent(): void;
  received(chunk: Buffer): Buffer | null;
  broke(error: Error): void;
}

export interface TappedSocket {
  readonly socket: net.Socket;
  user: SocketUser | null;
  /** false while a request is still on its way out */
  flushed: boolean;
  /** takes us out again, for whoever speaks another protocol from here on */
  release(): net.Socket;
}

const SLICE = 262_144;

/** Sends a source one piece at a time, so that it is read no faster than the target takes it. Never rejects. */
async function pump(
  tapped: TappedSocket,
  user: SocketUser,
  write: (piece: Uint8Array, done: () => void) => unknown,
): Promise<void> {
  const { body } = user.request;
  const gone = (): boolean => tapped.socket.destroyed || tapped.user !== user;
  if (!isSource(body)) return;
  try {
    for await (const piece of body.open()) {
      if (gone()) return;
      await new Promise<void>((resolve) => write(piece, resolve));
      user.progressed();
    }
  } catch (error) {
    return user.broke(error instanceof Error ? error : new Error(String(error)));
  }
  if (gone()) return;
  tapped.flushed = true;
  user.sent();
}

/**
 * Puts us between undici and its socket. Reads pass through `user.received`. undici's one write per request (it is told
 * of no headers and no body) is the cue to write our own head and body, the body in slices so that an early answer is read.
 */
export function tapSocket(socket: net.Socket): TappedSocket {
  const release = (): net.Socket => {
    tapped.user = null;
    socket.read = read;
    socket.write = write;
    return socket;
  };
  const tapped: TappedSocket = { socket, user: null, flushed: true, release };
  const read = socket.read.bind(socket);
  const write = socket.write.bind(socket);

  const writeBody = (user: SocketUser, body: Uint8Array, at: number): void => {
    if (socket.destroyed || tapped.user !== user) return;
    const end = Math.min(at + SLICE, body.length);
    write(body.subarray(at, end), (error) => {
      if (error) return;
      user.progressed();
      if (end < body.length) return void setImmediate(writeBody, user, body, end);
      tapped.flushed = true;
      user.sent();
    });
  };

  const writeRequest = (user: SocketUser): boolean => {
    const { head, body } = user.request;
    tapped.flushed = false;
    user.sending();
    if (isSource(body)) {
      write(head);
      void pump(tapped, user, (piece, done) => write(piece, done));
      return true;
    }
    const small = body !== null && body.length <= SLICE ? Buffer.concat([head, body]) : null;
    if (body === null || small) {
      return write(small ?? head, (error) => {
        if (error) return;
        tapped.flushed = true;
        user.sent();
      });
    }
    write(head);
    writeBody(user, body, 0);
    return true;
  };

  socket.read = (size?: number): Buffer | null => {
    for (;;) {
      const chunk = (size === undefined ? read() : read(size)) as Buffer | null;
      if (chunk === null || !tapped.user) return chunk;
      const passed = tapped.user.received(chunk);
      if (passed) return passed;
      if (socket.destroyed) return null;
    }
  };
  socket.write = (): boolean => (tapped.user ? writeRequest(tapped.user) : false);
  socket.prependListener('error', (error: Error) => tapped.user?.broke(error));
  return tapped;
}
