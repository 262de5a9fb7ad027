import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import type { AppError } from '@/lib/errors';
import { signIn } from '@/lib/services/accounts';
import { freshDatabase, useDatabase } from '../support/database';
import { person, visitor } from './people';

/** The longest that nothing else came to its turn while `work` was under way, in milliseconds. */
async function longestStall(work: () => Promise<void>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const tick = (): void => {
    const time = performance.now();
    longest = Math.max(longest, time - last);
    last = time;
  };
  const timer = setInterval(tick, 5);
  await work();
  tick();
  clearInterval(timer);
  return longest;
}

it('fault 73: 200 sign-ins at once are as many as the limit, exactly, and others come to their turn meanwhile', async () => {
  const db = await freshDatabase('sqlite');
  useDatabase(db);
  await person(db, 'ada');
  const stalls: number[] = [];
  for (const email of ['ada@example.com', 'nobody@example.com', 'other@example.com']) {
    const codes: string[] = [];
    const stall = await longestStall(async () => {
      const attempts = Array.from({ length: 200 }, () =>
        signIn(visitor(), { email, password: 'not the password' }).catch((error: unknown) =>
          codes.push((error as AppError).code),
        ),
      );
      await Promise.all(attempts);
    });
    stalls.push(stall);
    expect(codes.filter((code) => code === 'unauthorized')).toHaveLength(10);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(190);
  }
  // A stall of ours is there each time; one of a busy machine is not.
  expect(Math.min(...stalls)).toBeLessThan(200);
}, 60_000);
