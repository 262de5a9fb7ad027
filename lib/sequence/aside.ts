import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { AsideJob } from './aside-jobs';

/** A job of ours takes milliseconds; one that takes this long is somebody's page or expression that never ends. */
const ASIDE_LIMIT_MS = 5_000;
/** Of two, one is left for everyone else while somebody's page keeps the other busy. */
const MOST_WORKERS = Math.max(2, Math.min(4, availableParallelism() - 1));
const MEMORY_MB = 256;
/** A thread holds some 10 MB: it goes when nobody has needed it for so long. */
const IDLE_MS = 10_000;

/** How a job ended: `done`, or what it was ended by. */
export type AsideEnd = 'done' | 'time' | 'memory' | 'cancelled';

/** What was answered before the end, in order. */
export interface AsideAnswer {
  parts: unknown[];
  ended: AsideEnd;
}

export interface AsideOptions {
  /** whose it is: nobody has two threads while another waits for one */
  owner: string;
  signal?: AbortSignal | undefined;
  limitMs?: number | undefined;
}

type Message = { begun: true } | { part: unknown } | { ended: 'done' } | { ended: 'broken'; message: string };

interface Waiting {
  owner: string;
  start: (worker: Worker) => void;
}

/**
 * Does work over what strangers wrote in a thread of its own, with a limit, so that the event loop goes on answering.
 * A thread that was ended by its limit is gone; the next job gets a new one.
 */
export class Aside {
  readonly #idle: { worker: Worker; timer: NodeJS.Timeout; drop: () => void }[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #busy: string[] = [];

  /** @throws Error for a bug of ours in the thread */
  async run(job: AsideJob, { owner, signal, limitMs = ASIDE_LIMIT_MS }: AsideOptions): Promise<AsideAnswer> {
    const worker = await this.#turn(owner);
    let isWhole = false;
    try {
      const answer = await answerOf(worker, job, { signal, limitMs });
      isWhole = answer.ended === 'done';
      return answer;
    } finally {
      this.#busy.splice(this.#busy.indexOf(owner), 1);
      if (isWhole) this.#keep(worker);
      else void worker.terminate();
      this.#next();
    }
  }

  #turn(owner: string): Promise<Worker> {
    return new Promise((resolve) => {
      this.#waiting.push({ owner, start: resolve });
      this.#next();
    });
  }

  /** The first who has no thread yet; all have one, then the first, unless that would take the last free one. */
  #next(): void {
    if (this.#busy.length >= MOST_WORKERS) return;
    const isLast = this.#busy.length === MOST_WORKERS - 1;
    const fresh = this.#waiting.findIndex(({ owner }) => !this.#busy.includes(owner));
    if (fresh < 0 && (isLast || this.#waiting.length === 0)) return;
    const [next] = this.#waiting.splice(Math.max(fresh, 0), 1);
    if (next === undefined) return;
    this.#busy.push(next.owner);
    next.start(this.#take());
    this.#next();
  }

  #take(): Worker {
    const kept = this.#idle.pop();
    if (kept === undefined) return startWorker();
    clearTimeout(kept.timer);
    kept.worker.off('error', kept.drop);
    return kept.worker;
  }

  /** Kept for the next job, and keeps the process from nothing. */
  #keep(worker: Worker): void {
    worker.unref();
    const drop = (): void => {
      const at = this.#idle.findIndex((one) => one.worker === worker);
      if (at >= 0) this.#idle.splice(at, 1);
      void worker.terminate();
    };
    const timer = setTimeout(drop, IDLE_MS).unref();
    worker.on('error', drop);
    this.#idle.push({ worker, timer, drop });
  }
}

/** One for the process, though Next bundles a module once per kind of door. */
const shared = globalThis as typeof globalThis & { playjarAside?: Aside };
export function aside(): Aside {
  return (shared.playjarAside ??= new Aside());
}

/** In Next's bundles the thread's code is one of them; anywhere else it is TypeScript, which tsx reads. */
function startWorker(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB };
  if (process.env.NEXT_RUNTIME) {
    return new Worker(new URL('./aside-worker.ts', import.meta.url), { resourceLimits });
  }
  const entry = JSON.stringify(new URL('./aside-worker.ts', import.meta.url).href);
  const code = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${entry}, ${entry}))`;
  return new Worker(code, { eval: true, resourceLimits });
}

function ignore(): void {
  // The job is over.
}

function answerOf(
  worker: Worker,
  job: AsideJob,
  { signal, limitMs }: { signal: AbortSignal | undefined; limitMs: number },
): Promise<AsideAnswer> {
  return new Promise((resolve, reject) => {
    const parts: unknown[] = [];
    const end = (ended: AsideEnd): void => {
      stop();
      resolve({ parts, ended });
    };
    const fail = (error: Error & { code?: string }): void => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return end('memory');
      stop();
      reject(error);
    };
    const hear = (message: Message): void => {
      if ('begun' in message) timer = setTimeout(() => end('time'), limitMs);
      else if ('part' in message) parts.push(message.part);
      else if (message.ended === 'done') end('done');
      else fail(new Error(message.message));
    };
    const cancel = (): void => end('cancelled');
    // From when the thread is up and has the job: starting it takes as long as the machine is busy.
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      worker.off('message', hear).off('error', fail);
      // What breaks in it from here on, out of memory for instance, is nobody's.
      worker.on('error', ignore);
    };
    worker.ref();
    worker.off('error', ignore).on('message', hear).on('error', fail);
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel);
    worker.postMessage(job);
  });
}
