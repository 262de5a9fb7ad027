import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { Scope } from '@/lib/db/scope';
import type { SocketDoor } from '@/lib/engine/contract';
import { AppError } from '@/lib/errors';

/** An event of something under way, as its watchers receive it. */
export interface LiveEvent {
  event: string;
  data: unknown;
  /** its data is no longer held here, and has to be read where it was stored */
  isLetGo?: true;
}

/** Something under way in this process: what it has said so far, who listens, and how to stop it. */
export interface Channel {
  id: string;
  scope: Scope;
  events: LiveEvent[];
  listeners: Set<() => void>;
  ended: boolean;
  abort: AbortController;
  /** the way into a WebSocket that is open */
  door: SocketDoor | null;
  /** set while other instances watch: when what was said until now is written down for them */
  handedOn: (() => Promise<void>) | null;
}

/** Why work is stopped: its owner asked, or the server ends. */
export type StopReason = 'cancelled' | 'interrupted';

/** How long a finished channel can still be read, for a watcher that connects late. */
const KEPT_MS = 60_000;

interface Live {
  channels: Map<string, Channel>;
  /** hears of every channel that opens, to serve what other instances ask of it */
  onOpen: (channel: Channel) => void;
  /** set when the process ends: nothing new begins */
  stopping: boolean;
}

/** Next bundles a module once per kind of door; the registry must be one per process all the same. */
const shared = globalThis as typeof globalThis & { playjarLive?: Live };
function live(): Live {
  return (shared.playjarLive ??= { channels: new Map(), onOpen: () => undefined, stopping: false });
}

/** The work's side of a channel. */
export interface OpenChannel {
  publish: (event: LiveEvent) => void;
  /** `forget`: nobody was told its id while it was under way, so that nobody comes late */
  end: (how?: 'forget') => void;
  signal: AbortSignal;
  admit: (door: SocketDoor) => void;
  /** Waits until those who watch at other instances can read what was said until now; null: nobody watches there. */
  handedOn: () => Promise<void> | null;
  /** somebody in this process listens now */
  isWatched: () => boolean;
}

/**
 * Opens a channel under an id; the work behind it publishes and finally ends it. It holds the data of its last `held`
 * events, so that work with many large ones, which are stored anyway, needs no more memory the longer it takes.
 */
export function openChannel(id: string, scope: Scope, held = Infinity): OpenChannel {
  const channel: Channel = {
    id,
    scope,
    events: [],
    listeners: new Set(),
    ended: false,
    abort: new AbortController(),
    door: null,
    handedOn: null,
  };
  live().channels.set(id, channel);
  live().onOpen(channel);
  const tell = (): void => {
    for (const listener of channel.listeners) listener();
  };
  return {
    signal: channel.abort.signal,
    isWatched: () => channel.listeners.size > 0,
    handedOn: () => channel.handedOn?.() ?? null,
    admit(door) {
      channel.door = door;
    },
    publish(event) {
      channel.events.push(event);
      const old = channel.events.length - 1 - held;
      const { event: name } = channel.events[old] ?? {};
      if (name !== undefined) channel.events[old] = { event: name, data: null, isLetGo: true };
      tell();
    },
    end(how) {
      channel.ended = true;
      channel.door = null;
      tell();
      if (how === 'forget') live().channels.delete(id);
      else setTimeout(() => live().channels.delete(id), KEPT_MS).unref();
    },
  };
}

/** Hears of every channel that opens from now on. */
export function onChannelOpen(listener: (channel: Channel) => void): void {
  live().onOpen = listener;
}

export function findChannel(id: string): Channel | null {
  return live().channels.get(id) ?? null;
}

/** How many are under way in this process. */
export function countUnderWay(): number {
  let count = 0;
  for (const { ended } of live().channels.values()) if (!ended) count += 1;
  return count;
}

/**
 * Everything a channel has said and will say, from event number `after` on (0: from the start), until it ends or
 * `signal` fires. Null when this process knows no such channel: another instance may, so ask the database.
 */
export function watchChannel(
  id: string,
  after: number,
  signal: AbortSignal,
): AsyncIterable<LiveEvent> | null {
  const channel = findChannel(id);
  return channel ? watch(channel, after, signal) : null;
}

async function* watch(channel: Channel, after: number, signal: AbortSignal): AsyncGenerator<LiveEvent> {
  let wake: (() => void) | undefined;
  const listener = (): void => wake?.();
  channel.listeners.add(listener);
  signal.addEventListener('abort', listener, { once: true });
  try {
    for (let next = after; !signal.aborted;) {
      const event = channel.events[next];
      if (event) {
        next += 1;
        yield event;
      } else if (channel.ended) {
        return;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    channel.listeners.delete(listener);
    signal.removeEventListener('abort', listener);
  }
}

/** Asks the work behind a channel to stop; false when it is not under way in this process. */
export function cancelChannel(id: string, reason: StopReason = 'cancelled'): boolean {
  const channel = findChannel(id);
  if (!channel || channel.ended) return false;
  channel.abort.abort(reason);
  return true;
}

/** Whether work was stopped because the server ends, and not because someone asked. */
export function wasInterrupted(signal: AbortSignal): boolean {
  return signal.aborted && signal.reason === 'interrupted';
}

/** Stops anything new from beginning while the server is about to end. @throws AppError `store_busy` */
export function refuseWhenStopping(): void {
  if (!live().stopping) return;
  throw new AppError('store_busy', 'The server is about to stop. Nothing was sent; try again in a moment.', {
    retryAfter: 5,
  });
}

/**
 * Lets what is under way finish for `ms`, then interrupts the rest and waits until that was written down, `lastMs` at
 * most. Answers how many had to be interrupted.
 */
export async function drain(ms: number, lastMs: number): Promise<number> {
  live().stopping = true;
  await untilNothing(ms);
  const rest = [...live().channels.values()].filter(({ ended }) => !ended);
  for (const { id } of rest) cancelChannel(id, 'interrupted');
  await untilNothing(lastMs);
  return rest.length;
}

async function untilNothing(ms: number): Promise<void> {
  for (const end = performance.now() + ms; countUnderWay() > 0 && performance.now() < end;) await wait(20);
}
