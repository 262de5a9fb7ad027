import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inTurns } from '@/lib/commands/turns.mjs';

describe('work in turns of the event loop', () => {
  it('begins at once while there is little of it', () => {
    const begin = inTurns(2);
    const done: string[] = [];
    for (const name of ['a', 'b']) begin('one', () => done.push(name));
    expect(done).toEqual(['a', 'b']);
  });

  it('begins no more in a turn than it may, and what is left in the turns after it', async () => {
    const begin = inTurns(2);
    const done: number[] = [];
    for (let n = 0; n < 5; n += 1) begin('one', () => done.push(n));
    const after: number[] = [done.length];
    while (done.length < 5) {
      await nextTurn();
      after.push(done.length);
    }
    expect(done).toEqual([0, 1, 2, 3, 4]);
    expect(after.every((count, n) => n === 0 || count - (after[n - 1] ?? 0) <= 2)).toBe(true);
    expect(after[0]).toBe(2);
    await nextTurn();
    begin('one', () => done.push(5));
    expect(done).toHaveLength(6);
  });

  it('lets each of those who wait begin one after the other, however much one of them brought', async () => {
    const begin = inTurns(1);
    const done: string[] = [];
    for (let n = 0; n < 4; n += 1) begin('crowd', () => done.push(`crowd ${n}`));
    begin('lone', () => done.push('lone'));
    while (done.length < 5) await nextTurn();
    expect(done.indexOf('lone')).toBeLessThanOrEqual(2);
    expect(done.filter((name) => name !== 'lone')).toEqual(['crowd 0', 'crowd 1', 'crowd 2', 'crowd 3']);
  });
});
