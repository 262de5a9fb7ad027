import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { getDatabase, type Database } from '@/lib/db/database';
import { openAsk, takeAsks, type Ask } from '@/lib/db/live-asks';
import { appendLiveEvents } from '@/lib/db/live-events';
import { logger } from '@/lib/log';
import { SocketSay } from '@/lib/model/socket';
import { cancelChannel, countUnderWay, findChannel, onChannelOpen, type Channel } from './live';

/** A ring can be lost; then an ask is heard this late. */
const LOOK_MS = 2_000;
/** Before a write that failed is tried again: a database that refuses at once would be asked without end. */
const PAUSE_MS = 500;
/** Events that are not in the database by themselves. */
const RELAYED = new Set(['progress']);

/**
 * Serves what other instances ask about the work of this one: to be told of its events, to stop it, to say something
 * into its WebSocket. Nothing is read or written while nothing is under way here.
 */
export function serveOtherInstances(): void {
  let listening = false;
  const over = (): void => {
    listening = false;
  };
  onChannelOpen(() => {
    if (listening) return;
    listening = true;
    hear(over).catch((error: unknown) => {
      over();
      logger().warn({ err: error }, 'what other instances ask is not heard for now');
    });
  });
}

/** @param over called in the same moment in which nothing is under way any more: what begins then is heard anew */
async function hear(over: () => void): Promise<void> {
  const db = await getDatabase();
  const bell = db.bell.listen(db.instanceId);
  try {
    while (countUnderWay() > 0) {
      await bell.next(LOOK_MS);
      await heedAll(db);
    }
  } finally {
    bell.stop();
    over();
  }
}

async function heedAll(db: Database): Promise<void> {
  try {
    for (const ask of await takeAsks(db)) heedOne(ask);
  } catch (error) {
    logger().warn({ err: error }, 'what other instances ask could not be read; it is tried again');
  }
}

/** One that cannot be read must not take along those that were asked with it. */
function heedOne(ask: Ask): void {
  try {
    heed(ask);
  } catch (error) {
    logger().warn({ err: error, kind: ask.kind }, 'an ask of another instance could not be read');
  }
}

function heed(ask: Ask): void {
  const channel = findChannel(ask.channelId);
  if (channel?.scope.workspaceId !== ask.workspaceId) return;
  if (ask.kind === 'cancel') cancelChannel(channel.id);
  else if (ask.kind === 'watch') relay(channel);
  else say(channel, ask);
}

function say(channel: Channel, ask: Ask): void {
  const said = openAsk(channel.scope, ask, (data) => SocketSay.parse(data));
  if (said === null) return;
  if ('close' in said) channel.door?.close();
  else channel.door?.send(said);
}

/** Writes down what a channel says, from its beginning, for those who watch elsewhere. Once is enough for all of them. */
function relay(channel: Channel): void {
  if (channel.handedOn) return;
  let written = 0;
  let writing: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    while (written < channel.events.length) {
      const first = written;
      const said = channel.events.slice(first);
      const events = said.flatMap((data, index) =>
        RELAYED.has(data.event) ? [{ number: first + index + 1, data }] : [],
      );
      await appendLiveEvents(channel.scope, channel.id, events);
      written = first + said.length;
    }
    if (channel.ended) await channel.scope.db.bell.ring(channel.id);
  };
  const next = (): void => {
    writing ??= write()
      .catch(async (error: unknown) => {
        logger().warn({ err: error }, 'events could not be handed on; it is tried again');
        await wait(PAUSE_MS, undefined, { ref: false });
      })
      .finally(() => {
        writing = null;
        if (written < channel.events.length && !channel.ended) next();
      });
  };
  channel.handedOn = async () => {
    await writing;
  };
  channel.listeners.add(next);
  next();
}
