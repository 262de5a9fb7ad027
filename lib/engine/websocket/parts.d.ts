import type { Duplex, Writable } from 'node:stream';

// ws exports these two beside its WebSocket; @types/ws does not know them yet.
declare module 'ws' {
  interface ReceiverOptions {
    isServer: boolean;
    maxPayload: number;
    maxFragments: number;
    maxBufferedChunks: number;
  }
  interface ReceiverEvents {
    message: [data: Buffer, isBinary: boolean];
    ping: [data: Buffer];
    pong: [data: Buffer];
    conclude: [code: number, reason: Buffer];
    error: [error: Error];
  }
  /** Takes a peer's bytes and tells of whole messages; checks frames and UTF-8 (RFC 6455 §5, §8.1). */
  export class Receiver extends Writable {
    constructor(options: ReceiverOptions);
    on<K extends keyof ReceiverEvents>(event: K, listener: (...values: ReceiverEvents[K]) => void): this;
    on(event: string | symbol, listener: (...values: unknown[]) => void): this;
  }
  /** Frames and masks what is written. */
  export class Sender {
    constructor(socket: Duplex);
    send(
      data: string | Uint8Array,
      options: { binary: boolean; compress: boolean; fin: boolean; mask: boolean },
      done?: (error?: Error) => void,
    ): void;
    pong(data: Uint8Array, mask: boolean): void;
    close(code: number | undefined, reason: string, mask: boolean, done?: (error?: Error) => void): void;
  }
}
