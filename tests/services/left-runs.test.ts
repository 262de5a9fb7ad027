import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { leaveRun, stayWithRun } from '@/lib/services/left-runs';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('a run whose page went away is cancelled within a second', async () => {
  const cancel = vi.fn(async () => undefined);
  leaveRun('a', cancel);
  expect(cancel).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(cancel).toHaveBeenCalledTimes(1);
});

it('a run whose page was only loaded again goes on, until it is left for good', async () => {
  const cancel = vi.fn(async () => undefined);
  leaveRun('b', cancel);
  await vi.advanceTimersByTimeAsync(300);
  stayWithRun('b');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(cancel).not.toHaveBeenCalled();
  leaveRun('b', cancel);
  leaveRun('b', cancel);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(cancel).toHaveBeenCalledTimes(1);
});
