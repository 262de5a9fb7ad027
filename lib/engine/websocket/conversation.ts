import type { Socket } from 'node:net';
import { Receiver, Sender } from 'ws';
import type { SocketInput, SocketLog, SocketMessage, SocketScript } from '@/lib/model/socket';
import type { SendLimits, SocketDoor } from '@/lib/engine/contract';
import { SendFailure } from '@/lib/engine/failure';
import {
  abortFailure,
  closedEarly,
  errorCode,
  protocolFailure,
  socketFailure,
} from '@/lib/engine/wire-failure';
import { MessageLog } from './message-log';
import { payloadOf } from './offer';
import { Watch } from './watch';

export interface ConversationOptions {
  socket: Socket;
  script: SocketScript;
  /** the subprotocol that was agreed on */
  protocol: string | null;
  /** `host:port`, for messages */
  where: string;
  limits: SendLimits;
  /** silence that ends it where a message was awaited */
  readMs: number;
  signal: AbortSignal;
  onMessage: (message: SocketMessage) => void;
  /** someone who may talk while it is open; without one it does not stay open for them */
  onOpen: ((door: SocketDoor) => void) | undefined;
}

/** An open WebSocket as it ended. */
export interface Conversed {
  log: SocketLog;
  last: MessageLog['last'];
  failure: SendFailure | null;
}

/** How long the peer has for its side of the closing handshake (RFC 6455 §7.1.1). */
const CLOSING_MS = 2_000;
/** A message in more pieces than this is an attack. */
const MOST_PIECES = 65_536;
const CLOSE_CODES: Record<string, number> = {
  WS_ERR_INVALID_UTF8: 1007,
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1008,
};

/** Sends the script's messages over an open WebSocket, keeps what comes, and closes. Never rejects; the socket is free after it. */
export function converse(options: ConversationOptions): Promise<Conversed> {
  return new Conversation(options).done;
}

class Conversation {
  readonly done: Promise<Conversed>;
  #settle: (conversed: Conversed) => void = () => undefined;
  #close: SocketLog['close'] = null;
  /** `closing`: our close frame is out */
  #state: 'open' | 'closing' | 'ended' = 'open';
  #closing: NodeJS.Timeout | undefined;
  readonly #log: MessageLog;
  readonly #watch: Watch;
  readonly #sender: Sender;
  readonly #receiver: Receiver;

  constructor(private readonly options: ConversationOptions) {
    const { socket, limits, script, readMs, onOpen } = options;
    this.done = new Promise((resolve) => (this.#settle = resolve));
    this.#log = new MessageLog(limits, options.onMessage);
    this.#sender = new Sender(socket);
    this.#receiver = new Receiver({
      isServer: false,
      maxPayload: limits.socketMessageBytes,
      maxFragments: MOST_PIECES,
      maxBufferedChunks: MOST_PIECES,
    });
    this.#watch = new Watch(onOpen ? script.until : (script.until ?? undefined), readMs, {
      close: () => this.#beginClose(),
      silent: () =>
        this.#fail(
          new SendFailure(
            'read_timeout',
            `${options.where} sent nothing for ${readMs} ms, and not all that was awaited had come. Try again, or allow more time.`,
          ),
        ),
    });
    this.#listen();
    this.#start();
  }

  #listen(): void {
    const { socket, signal } = this.options;
    const receiver = this.#receiver;
    receiver.on('message', (data, binary) => this.#received(binary ? 'binary' : 'text', data));
    receiver.on('ping', (data) => {
      this.#received('ping', data);
      if (this.#state !== 'open') return;
      this.#sender.pong(data, true);
      this.#log.add('sent', 'pong', data);
    });
    receiver.on('pong', (data) => this.#received('pong', data));
    receiver.on('conclude', (code, reason) => this.#concluded(code, reason));
    receiver.on('error', (error) => this.#broken(error));
    signal.addEventListener('abort', this.#aborted, { once: true });
    socket.on('data', this.#data);
    socket.on('end', this.#gone);
    socket.on('close', this.#gone);
    socket.on('error', this.#errored);
  }

  #start(): void {
    const { socket, signal, script, onOpen } = this.options;
    if (signal.aborted) return this.#aborted();
    if (socket.errored) return this.#errored(socket.errored);
    if (socket.destroyed) return this.#gone();
    onOpen?.({ send: (message) => this.#send(message), close: () => this.#beginClose() });
    for (const message of script.messages ?? []) this.#send(message);
    this.#watch.start();
    socket.resume();
  }

  #send(message: SocketInput): ReturnType<SocketDoor['send']> {
    if (this.#state !== 'open') return 'closed';
    const { bytes, binary } = payloadOf(message);
    if (bytes.length > this.options.limits.socketMessageBytes || !this.#log.fits(bytes.length)) return 'full';
    this.#sender.send(bytes, { binary, compress: false, fin: true, mask: true }, () => this.#watch.active());
    this.#log.add('sent', binary ? 'binary' : 'text', bytes);
    this.#watch.active();
    return 'sent';
  }

  readonly #data = (chunk: Buffer): void => void this.#receiver.write(chunk);

  #received(opcode: SocketMessage['opcode'], data: Buffer): void {
    if (this.#state === 'ended') return;
    if (!this.#log.fits(data.length)) {
      if (this.#state === 'closing') return this.#end(null);
      const { socketMessages, socketBytes } = this.options.limits;
      const message = `More came over the WebSocket than the ${socketMessages} messages or ${socketBytes} bytes allowed here. What came is kept.`;
      return this.#fail(new SendFailure('response_too_large', message), 1009);
    }
    // A view of the stream's buffer would keep all of it alive.
    this.#log.add('received', opcode, Buffer.from(data));
    const text = opcode === 'text' ? data.toString('utf8') : null;
    if (opcode === 'text' || opcode === 'binary') this.#watch.message(this.#log.received, text);
    else this.#watch.active();
  }

  /** The peer's close frame: the answer to ours, or its own, which is answered in kind (RFC 6455 §5.5.1). */
  #concluded(code: number, reason: Buffer): void {
    if (this.#state === 'ended') return;
    this.options.socket.off('data', this.#data);
    this.#log.add('received', 'close', Buffer.from(reason), code);
    const answers = this.#state === 'closing';
    this.#close ??= { code, reason: reason.toString('utf8'), by: 'server' };
    if (answers) return this.#end(null);
    this.#sendClose(code === 1005 ? undefined : code, '');
    // RFC 6455 §7.1.1: the server ends the connection first, if it does.
    this.options.socket.end();
  }

  #beginClose(): void {
    if (this.#state !== 'open') return;
    const { code = 1000, reason = '' } = this.options.script.close ?? {};
    this.#close = { code, reason, by: 'client' };
    this.#sendClose(code, reason);
  }

  #sendClose(code: number | undefined, reason: string): void {
    this.#state = 'closing';
    this.#watch.stop();
    this.#sender.close(code, reason, true);
    this.#log.add('sent', 'close', Buffer.from(reason), code ?? 1005);
    this.#closing = setTimeout(() => this.#end(null), CLOSING_MS);
  }

  /** A frame that breaks the rules, found by the receiver. */
  #broken(error: Error): void {
    const code = CLOSE_CODES[errorCode(error)] ?? 1002;
    const { limits, where } = this.options;
    if (code === 1009)
      return this.#fail(
        new SendFailure(
          'response_too_large',
          `${where} sent a message longer than the ${limits.socketMessageBytes} bytes allowed here. What came before is kept.`,
          { cause: error },
        ),
        code,
      );
    const rule = error.message.replace(/^Invalid WebSocket frame: /, '');
    const message = `${where} broke the rules of WebSocket: ${rule}. What came before is kept.`;
    this.#fail(protocolFailure(message, 'websocket_frame', error), code);
  }

  readonly #errored = (error: Error): void => {
    const secure = 'encrypted' in this.options.socket;
    this.#fail(this.#state === 'closing' ? null : socketFailure(error, this.options.where, secure));
  };

  /** The peer ended the connection; in the middle of a closing handshake that is no fault. */
  readonly #gone = (): void => {
    const said = this.#state === 'closing';
    this.#fail(
      said ? null : closedEarly(this.options.where, 'without closing the WebSocket first. What came is kept'),
    );
  };

  readonly #aborted = (): void => this.#fail(abortFailure(this.options.signal));

  /** Ends it at once; with a code, the peer is told why, as far as it still listens. */
  #fail(failure: SendFailure | null, code?: number): void {
    if (this.#state === 'ended') return;
    if (code !== undefined && this.#state === 'open') {
      this.#close = { code, reason: '', by: 'client' };
      this.#sender.close(code, '', true);
      this.#log.add('sent', 'close', Buffer.alloc(0), code);
    }
    this.#end(failure);
  }

  #end(failure: SendFailure | null): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    clearTimeout(this.#closing);
    this.#watch.stop();
    const { socket, signal, protocol } = this.options;
    signal.removeEventListener('abort', this.#aborted);
    socket.off('data', this.#data);
    socket.off('end', this.#gone);
    socket.off('close', this.#gone);
    // The listener for errors stays: one that comes after the end must not become an uncaught exception.
    if (this.#close && !signal.aborted) endSoon(socket);
    else socket.destroy();
    this.#settle({
      log: { protocol, messages: this.#log.messages, close: this.#close },
      last: this.#log.last,
      failure,
    });
  }
}

/** Lets the close frame out first, for as long as the peer takes bytes at all. */
function endSoon(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), CLOSING_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.destroySoon();
}
