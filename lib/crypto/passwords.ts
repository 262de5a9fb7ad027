import 'server-only';
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';

/**
 * OWASP's Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB and two passes. RFC 9106's 64 MiB are
 * given back to the machine after every sign-in: on a virtual machine that reports its free memory to its host this stopped
 * every process for up to 0.2 s at a time (`npm run bench:logins`), and a crowd waited three times as long.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * Each takes its memory and a thread of Node's pool; more at once would keep files and DNS waiting. One processor is left to
 * the event loop, on which everybody else waits.
 */
const AT_ONCE = Math.max(1, Math.min(4, availableParallelism() - 1));

let running = 0;
const waiting: (() => void)[] = [];
/** the turn of the event loop in which the last one goes on that is done */
let lastTurn: Promise<void> = Promise.resolve();

/** @returns a PHC string that carries its own salt and cost */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST));
}

/** Whether it was hashed at another cost than `hashPassword` does now, so that checking it takes another time. */
export function isOfAnotherCost(hashed: string): boolean {
  return !hashed.includes(`$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`);
}

/**
 * Whether this is the password. Against null it takes as long as against a hash, so that an email without an account
 * answers no faster than one with.
 */
export function isPassword(password: string, hashed: string | null): Promise<boolean> {
  return inTurn(() => matches(password, hashed));
}

/**
 * Whom `find` finds, when this is their password, else null. They are looked for when it is their turn, so that of a
 * crowd that comes at once only a few are looked for at once.
 */
export function findByPassword<T extends { passwordHash: string | null }>(
  password: string,
  find: () => Promise<T | null>,
): Promise<T | null> {
  return inTurn(async () => {
    const found = await find();
    return (await matches(password, found?.passwordHash ?? null)) ? found : null;
  });
}

async function matches(password: string, hashed: string | null): Promise<boolean> {
  if (hashed !== null) return verify(hashed, password);
  await hash(password, COST);
  return false;
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    // Those that are done together would do all that follows, up to their answers, as one long turn of the event loop.
    lastTurn = lastTurn.then(() => nextTurn());
    await lastTurn;
    // The place is handed on, so that whoever comes meanwhile cannot take it; in a turn of its own, for the same reason.
    const next = waiting.shift();
    if (next) setImmediate(next);
    else running -= 1;
  }
}
