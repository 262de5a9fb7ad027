import type { SocketMessage } from '@/lib/model/socket';
import type { SendLimits } from '@/lib/engine/contract';
import { cutWireBody } from '@/lib/engine/wire-body';

/** A message is recorded up to this many bytes; its size is always told. */
const KEPT_BYTES = 64 * 1024;

/** What went over one open WebSocket, in order, within the ceilings of the send. */
export class MessageLog {
  readonly messages: SocketMessage[] = [];
  /** messages received before we began to close: neither our own nor control frames */
  received = 0;
  /** the last of them, whole */
  last: { bytes: Buffer; binary: boolean } | null = null;
  #closing = false;
  #bytes = 0;
  readonly #opened = performance.now();

  constructor(
    private readonly limits: SendLimits,
    private readonly onMessage: (message: SocketMessage) => void,
  ) {}

  /** Whether one more message of this size passes a ceiling. */
  fits(size: number): boolean {
    return this.messages.length < this.limits.socketMessages && this.#bytes + size <= this.limits.socketBytes;
  }

  add(
    direction: SocketMessage['direction'],
    opcode: SocketMessage['opcode'],
    bytes: Buffer,
    code?: number,
  ): void {
    this.#bytes += bytes.length;
    if (direction === 'sent' && opcode === 'close') this.#closing = true;
    if (!this.#closing && direction === 'received' && (opcode === 'text' || opcode === 'binary')) {
      this.received += 1;
      this.last = { bytes, binary: opcode === 'binary' };
    }
    const kept = cutWireBody(bytes, opcode === 'binary' ? null : 'utf-8', KEPT_BYTES);
    const atMs = performance.now() - this.#opened;
    const message: SocketMessage = { direction, atMs, opcode, ...kept, truncated: bytes.length > KEPT_BYTES };
    if (code !== undefined) message.code = code;
    this.messages.push(message);
    this.onMessage(message);
  }
}
