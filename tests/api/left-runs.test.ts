import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Run } from '@/lib/model/run';
import { ApiClient } from '../support/api-client';
import { startAppServer } from '../support/app-server';
import { nextEvent, streamEvents } from '../support/event-stream';
import { GuestClient } from '../support/guest-client';
import { startTarget, type Target } from '../support/target-server';
import { api, appUrl } from './shared-app';

/** /held waits for ever; how many of those were given up is counted. */
let dropped = 0;
let target: Target;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    if (request.url === '/held') response.on('close', () => (dropped += 1));
    else response.setHeader('Set-Cookie', `at=${request.url.slice(1)}; Path=/`).end('x'.repeat(8_000));
  });
});
afterAll(() => target.close());

const step = (path: string) => ({ name: path, request: { url: `${target.url}/${path}` } });

/** A guest with a run of the page that waits for its second step. */
async function startHeldRun(): Promise<{ guest: GuestClient; at: string }> {
  const guest = await GuestClient.open(appUrl);
  const { id } = await guest.value<{ id: string }>('sequences/saveSequence', [
    null,
    { name: 'held', steps: [step('quick'), step('held')] },
  ]);
  const { runId } = await guest.value<{ runId: string }>('runs/startRun', [id, {}]);
  const at = `/live/runs/${runId}`;
  await nextEvent(streamEvents(await guest.fetch(at)));
  return { guest, at };
}

const leave = (guest: GuestClient, at: string) =>
  guest.fetch(`${at}/leave`, { method: 'POST', headers: { origin: appUrl } });

describe('a run whose tab goes away', () => {
  it('is cancelled: the request in flight is aborted and the finished step stays', async () => {
    const { guest, at } = await startHeldRun();
    const before = dropped;
    expect((await leave(guest, at)).status).toBe(204);
    await expect.poll(() => dropped).toBe(before + 1);
    const events = streamEvents(await guest.fetch(at));
    expect(await nextEvent(events)).toMatchObject({ data: { result: { status: 'passed' } } });
    expect(await nextEvent(events)).toMatchObject({ data: { result: { status: 'cancelled' } } });
    expect(await nextEvent(events)).toMatchObject({ event: 'run', data: { status: 'cancelled' } });
  });

  it('cannot be ended by another site or another guest', async () => {
    const { guest, at } = await startHeldRun();
    const foreign = { method: 'POST', headers: { origin: 'http://evil.test' } };
    expect((await guest.fetch(`${at}/leave`, foreign)).status).toBe(403);
    const stranger = await GuestClient.open(appUrl);
    expect((await leave(stranger, at)).status).toBe(404);
    await leave(guest, at);
  });
});

describe('a long run', () => {
  it('of 200 steps comes over one stream, each step once and in order', async () => {
    const steps = Array.from({ length: 200 }, (_, n) => step(String(n)));
    const { id } = await api.sequence({ name: 'long', steps });
    const headers = { accept: 'text/event-stream' };
    const answer = await api.fetch('POST', `/sequences/${id}/runs`, { body: {}, headers });
    const positions: number[] = [];
    for await (const { event, data } of streamEvents(answer)) {
      if (event === 'step') positions.push((data as { position: number }).position);
      else expect(data).toMatchObject({ status: 'passed' });
    }
    expect(positions).toEqual(steps.map((_, n) => n));
    const run = await api.done<Run>('GET', (answer.headers.get('location') ?? '').replace('/api/v1', ''));
    expect(run.steps.at(-1)?.jarAfter.map(({ value }) => value)).toEqual(['199']);
    const late: unknown[] = [];
    const path = (answer.headers.get('location') ?? '').replace('/api/v1', '');
    for await (const { event, data } of streamEvents(await api.fetch('GET', path, { headers })))
      if (event === 'step') late.push(data);
    expect(late).toEqual(run.steps.map((result, position) => ({ position, result })));
  }, 60_000);

  it('whose server is killed is interrupted, and its finished steps can be read', async () => {
    const first = await startAppServer();
    onTestFinished(first.stop);
    const token = await first.token();
    const killed = new ApiClient(first.url, token);
    const { id } = await killed.sequence({ name: 'killed', steps: [step('one'), step('two'), step('held')] });
    const headers = { accept: 'text/event-stream' };
    const answer = await killed.fetch('POST', `/sequences/${id}/runs`, { body: {}, headers });
    const events = streamEvents(answer);
    await nextEvent(events);
    await nextEvent(events);
    await first.kill();
    const second = await startAppServer({ dataDir: first.dataDir });
    onTestFinished(second.stop);
    const after = new ApiClient(second.url, token);
    const path = (answer.headers.get('location') ?? '').replace('/api/v1', '');
    const read = () => after.done<Run>('GET', path);
    await expect.poll(async () => (await read()).status, { timeout: 30_000 }).toBe('interrupted');
    const { steps } = await read();
    expect(steps.map(({ name, status }) => [name, status])).toEqual([
      ['one', 'passed'],
      ['two', 'passed'],
    ]);
    expect(steps[1]?.exchange?.response?.body.text).toHaveLength(8_000);
  }, 120_000);
});
