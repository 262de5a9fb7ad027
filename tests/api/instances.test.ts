import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Exchange } from '@/lib/model/exchange';
import { GuestClient } from '../support/guest-client';
import { streamEvents, nextEvent, type StreamEvent } from '../support/event-stream';
import { startInstances, type Instances } from '../support/instances';
import { startTarget, type Target } from '../support/target-server';

/** Answers when the test says so. */
interface SlowTarget extends Target {
  held: ServerResponse[];
  /** connections that the other side gave up */
  dropped: () => number;
}

async function startSlowTarget(): Promise<SlowTarget> {
  const held: ServerResponse[] = [];
  let dropped = 0;
  const target = await startTarget((_request, response) => {
    held.push(response);
    response.on('close', () => (dropped += response.writableFinished ? 0 : 1));
  });
  onTestFinished(() => target.close());
  return Object.assign(target, { held, dropped: () => dropped });
}

async function startSend(by: GuestClient, url: string): Promise<string> {
  const { id } = await by.value<{ id: string }>('sessions/createSession', [{ name: 'of two' }]);
  return (await by.value<{ exchangeId: string }>('exchanges/startSend', [id, { method: 'GET', url }]))
    .exchangeId;
}

async function watch(by: GuestClient, at: string, had = 0): Promise<AsyncGenerator<StreamEvent, void>> {
  const headers = had > 0 ? { 'last-event-id': String(had) } : {};
  return streamEvents(await by.fetch(at, { headers }));
}

/** Reads until an event that `isIt`; answers all that came, it included. */
async function readTo(
  events: AsyncGenerator<StreamEvent, void>,
  isIt: (event: StreamEvent) => boolean,
): Promise<StreamEvent[]> {
  const read: StreamEvent[] = [];
  for (;;) {
    const event = await nextEvent(events);
    read.push(event);
    if (isIt(event)) return read;
  }
}

const isPhase = (phase: string) => (event: StreamEvent) => {
  const data = event.data as { type?: string; phase?: string };
  return data.type === phase || data.phase === phase;
};
const isEnd = ({ event }: StreamEvent): boolean => ['exchange', 'broken', 'run'].includes(event);
const cancel = (by: GuestClient, at: string): Promise<Response> =>
  by.fetch(`${at}/cancel`, { method: 'POST', headers: { origin: by.url } });

describe.each(['sqlite', 'postgres'] as const)('two instances on one %s', (kind) => {
  let instances: Instances;
  let first: GuestClient;
  let second: GuestClient;
  beforeAll(async () => {
    instances = await startInstances(kind, 2);
    const [a, b] = instances.apps;
    first = await GuestClient.open(a?.url ?? '');
    second = first.at(b?.url ?? '');
  }, 120_000);
  afterAll(() => instances.stop());

  it('a stream on B of a send on A shows its progress, goes on where another stream stopped, and shows its end', async () => {
    const target = await startSlowTarget();
    const at = `/live/exchanges/${await startSend(first, target.url)}`;
    const onA = await readTo(await watch(first, at), isPhase('wait'));
    const streamB = await watch(second, at);
    const before = await readTo(streamB, isPhase('wait'));
    expect(before).toEqual(onA);
    const late = await watch(second, at, 2);
    target.held[0]?.writeHead(200, { 'Set-Cookie': 'far=1' });
    target.held[0]?.write('half');
    const during = await readTo(streamB, isPhase('response'));
    target.held[0]?.end(' and whole');
    const after = await readTo(streamB, isEnd);
    const all = [...before, ...during, ...after];
    expect(all.map(({ id }) => Number(id))).toEqual(all.map((_, index) => index + 1));
    expect((after.at(-1)?.data as Exchange).response?.body.text).toBe('half and whole');
    expect((await readTo(late, isEnd)).slice(0, -1)).toEqual(all.slice(2, -1));
    expect(target.requests).toHaveLength(1);
  }, 60_000);

  it('fault 74: cancelling on B stops a send and a run on A and frees their sockets', async () => {
    const target = await startSlowTarget();
    const at = `/live/exchanges/${await startSend(first, target.url)}`;
    await expect.poll(() => target.held.length).toBe(1);
    expect((await cancel(second, at)).status).toBe(204);
    await expect.poll(() => target.dropped(), { timeout: 5_000, interval: 10 }).toBe(1);
    const end = (await readTo(await watch(second, at), isEnd)).at(-1);
    expect((end?.data as Exchange).error?.code).toBe('cancelled');

    const steps = [1, 2].map((n) => ({ name: `step ${n}`, request: { url: `${target.url}/${n}` } }));
    const made = await first.value<{ id: string }>('sequences/saveSequence', [null, { name: 'S', steps }]);
    const { runId } = await first.value<{ runId: string }>('runs/startRun', [made.id, {}]);
    const run = await watch(second, `/live/runs/${runId}`);
    await expect.poll(() => target.held.length).toBe(2);
    target.held[1]?.end('one');
    expect(await nextEvent(run)).toMatchObject({ id: '1', event: 'step', data: { position: 0 } });
    await expect.poll(() => target.held.length).toBe(3);
    expect((await cancel(second, `/live/runs/${runId}`)).status).toBe(204);
    await expect.poll(() => target.dropped(), { timeout: 5_000, interval: 10 }).toBe(2);
    expect((await readTo(run, isEnd)).at(-1)).toMatchObject({ id: '3', data: { status: 'cancelled' } });
    expect(target.requests).toHaveLength(3);
  }, 60_000);

  it('fault 54: a cookie that a send on A was given goes along with the next on B', async () => {
    const target = await startTarget((_request, response) =>
      response.writeHead(200, { 'Set-Cookie': 'far=1' }).end(),
    );
    onTestFinished(() => target.close());
    const { id } = await first.value<{ id: string }>('sessions/createSession', [{ name: 'of two' }]);
    for (const by of [first, second, first]) {
      const sent = [id, { method: 'GET', url: target.url }];
      const { exchangeId } = await by.value<{ exchangeId: string }>('exchanges/startSend', sent);
      await readTo(await watch(by, `/live/exchanges/${exchangeId}`), isEnd);
    }
    expect(target.requests.map((request) => request.header('cookie'))).toEqual([undefined, 'far=1', 'far=1']);
  }, 60_000);

  it('fault 55: a send whose instance was killed is interrupted before long, on B too, and is not sent again', async () => {
    const target = await startSlowTarget();
    const at = `/live/exchanges/${await startSend(first, target.url)}`;
    const stream = await watch(second, at);
    await expect.poll(() => target.held.length).toBe(1);
    await instances.apps[0]?.kill();
    const end = (await readTo(stream, isEnd)).at(-1);
    expect(end).toMatchObject({ event: 'broken', data: { code: 'interrupted' } });
    expect(await (await second.fetch(`${at}?format=json`)).json()).toMatchObject({ state: 'interrupted' });
    expect(target.requests).toHaveLength(1);
  }, 60_000);
});
