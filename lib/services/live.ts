import 'server-only';
import type { SocketDoor } from '@/lib/engine/contract';

/** An event of something under way, as its watchers receive it. */
export interface LiveEvent {
  event: string;
  data: unknown;
}

/** Something under way in this process: what it has said so far, who listens, and how to stop it. */
interface Channel {
  events: LiveEvent[];
  listeners: Set<(event: LiveEvent | null) => void>;
  ended: boolean;
  abort: AbortController;
  /** the way into a WebSocket that is open */
  door: SocketDoor | null;
}

/** How long a finished channel can still be read, for a watcher that connects late. */
const KEPT_MS = 60_000;

/** Next bundles a module once per kind of door; the registry must be one per process all the same. */
const shared = globalThis as typeof globalThis & { playjarLive?: Map<string, Channel> };
function registry(): Map<string, Channel> {
  return (shared.playjarLive ??= new Map());
}

/** Opens a channel under an id; the work behind it publishes and finally ends it. */
export function openChannel(id: string): {
  publish: (event: LiveEvent) => void;
  end: () => void;
  signal: AbortSignal;
  admit: (door: SocketDoor) => void;
} {
  const channel: Channel = {
    events: [],
    listeners: new Set(),
    ended: false,
    abort: new AbortController(),
    door: null,
  };
  registry().set(id, channel);
  return {
    signal: channel.abort.signal,
    admit(door) {
      channel.door = door;
    },
    publish(event) {
      channel.events.push(event);
      for (const listener of channel.listeners) listener(event);
    },
    end() {
      channel.ended = true;
      channel.door = null;
      for (const listener of channel.listeners) listener(null);
      channel.listeners.clear();
      setTimeout(() => registry().delete(id), KEPT_MS).unref();
    },
  };
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
  const channel = registry().get(id);
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
export function cancelChannel(id: string): boolean {
  const channel = registry().get(id);
  if (!channel || channel.ended) return false;
  channel.abort.abort();
  return true;
}

/** The way into the WebSocket behind a channel; null when none is open in this process. */
export function doorOf(id: string): SocketDoor | null {
  return registry().get(id)?.door ?? null;
}
