import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eventStream } from '@/lib/api/event-stream';
import type { LiveEvent } from '@/lib/services/live';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

async function* breaking(): AsyncGenerator<LiveEvent> {
  yield { event: 'step', data: 1 };
  await Promise.resolve();
  throw new Error('the database went away');
}

it('a stream that breaks says nothing any more, so that its heartbeat cannot end the process', async () => {
  await expect(eventStream(breaking()).text()).rejects.toThrow('went away');
  expect(vi.getTimerCount()).toBe(0);
  // On a stream that is over a heartbeat throws where nobody catches it.
  vi.advanceTimersByTime(60_000);
});

it('a stream whose reader goes is over as well', async () => {
  const { body } = eventStream(breaking());
  const reader = body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('retry: 1000\n\n');
  await reader?.cancel();
  expect(vi.getTimerCount()).toBe(0);
});
