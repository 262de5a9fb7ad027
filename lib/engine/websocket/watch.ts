import type { SocketUntil } from '@/lib/model/socket';

/** Silence after which a WebSocket is closed when nothing else says when. */
const USUAL_IDLE = 1;

interface Ends {
  /** a condition is met */
  close: () => void;
  /** a message was awaited and nothing came */
  silent: () => void;
}

/** Watches for the moment at which a WebSocket is to be closed. Times in seconds come from the script, `readMs` in milliseconds. */
export class Watch {
  readonly #until: SocketUntil;
  readonly #silence: number | null;
  readonly #onSilence: () => void;
  #silent: NodeJS.Timeout | undefined;
  #late: NodeJS.Timeout | undefined;
  #running = false;

  constructor(
    until: SocketUntil | null | undefined,
    readMs: number,
    private readonly ends: Ends,
  ) {
    const named = until && Object.values(until).some((value) => value !== undefined);
    this.#until = named ? until : until === null ? {} : { idle: USUAL_IDLE };
    const { idle, time, count, contains } = this.#until;
    const awaits = time === undefined && (count !== undefined || contains !== undefined);
    this.#silence = idle === undefined ? (awaits ? readMs : null) : idle * 1000;
    this.#onSilence = idle === undefined ? ends.silent : ends.close;
  }

  start(): void {
    this.#running = true;
    const { time, count } = this.#until;
    if (count === 0) return this.ends.close();
    if (time !== undefined) this.#late = setTimeout(this.ends.close, time * 1000);
    this.active();
  }

  /** Something came or went. */
  active(): void {
    if (!this.#running || this.#silence === null) return;
    clearTimeout(this.#silent);
    this.#silent = setTimeout(() => this.#look(), this.#silence);
  }

  /** A process that was held up reads what waits for it first, before it says that nothing came. */
  #look(): void {
    const seen = this.#silent;
    setImmediate(() => {
      if (this.#running && this.#silent === seen) this.#onSilence();
    });
  }

  /** The `received`th message came; `text` is null for a binary one. */
  message(received: number, text: string | null): void {
    if (!this.#running) return;
    const { count, contains } = this.#until;
    const met =
      (count !== undefined && received >= count) || (contains !== undefined && text?.includes(contains));
    if (met) this.ends.close();
    else this.active();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#silent);
    clearTimeout(this.#late);
  }
}
