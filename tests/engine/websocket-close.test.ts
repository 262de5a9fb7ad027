import { describe, expect, it } from 'vitest';
import type { Progress, SocketDoor } from '@/lib/engine/contract';
import { echo, type Talk } from '../support/socket-server';
import { session } from './session-under-test';
import { server, talked } from './socket-talk';

describe('when it closes', () => {
  const counting: Talk = (socket) => {
    let n = 0;
    const timer = setInterval(() => socket.send(`tick ${++n}`), 5);
    socket.on('close', () => clearInterval(timer));
  };

  it('after the number of messages that was asked for', async () => {
    const { url } = await server(counting);
    const { record, body } = await session().get(url, { socket: { until: { count: 3 } } });
    expect(talked(record).slice(0, 3)).toEqual([
      'received text tick 1',
      'received text tick 2',
      'received text tick 3',
    ]);
    expect(Buffer.from(body).toString()).toBe('tick 3');
  });

  it('when a message contains a text', async () => {
    const { url } = await server(counting);
    const { body } = await session().get(url, { socket: { until: { contains: 'ick 4' } } });
    expect(Buffer.from(body).toString()).toBe('tick 4');
  });

  it('after a time of silence', async () => {
    const { url } = await server((socket) => socket.send('only'));
    const { record } = await session().get(url, { socket: { until: { idle: 0.05 } } });
    expect(talked(record)[0]).toBe('received text only');
    expect(record.socket?.close).toMatchObject({ by: 'client', code: 1000 });
  });

  it('after a time in all, however much comes', async () => {
    const { url } = await server(counting);
    const { record } = await session().get(url, { socket: { until: { time: 0.1 } } });
    expect(record.socket?.close?.by).toBe('client');
    expect(record.error).toBeNull();
  });

  it('with the code and reason that were asked for', async () => {
    const closed: string[] = [];
    const { url } = await server((socket) =>
      socket.on('close', (code, reason) => closed.push(`${code} ${reason.toString()}`)),
    );
    await session().get(url, { socket: { until: { count: 0 }, close: { code: 4001, reason: 'enough' } } });
    await expect.poll(() => closed).toEqual(['4001 enough']);
  });

  it('with the server, whose code and reason are kept', async () => {
    const { url } = await server((socket) => {
      socket.send('bye');
      socket.close(4321, 'no seats left');
    });
    const { record } = await session().get(url, { socket: { until: { count: 9 } } });
    expect(record.socket?.close).toEqual({ code: 4321, reason: 'no seats left', by: 'server' });
    expect(talked(record)).toEqual(['received text bye', 'received close no seats left', 'sent close ']);
    expect(record.error).toBeNull();
  });

  it('a close without a code is 1005', async () => {
    const { url } = await server((socket) => socket.close());
    const { record } = await session().get(url, { socket: { until: null } });
    expect(record.socket?.close).toEqual({ code: 1005, reason: '', by: 'server' });
  });

  it('left open for nobody, it closes after a second of silence', async () => {
    const { url } = await server((socket) => socket.send('one'));
    const { record } = await session().get(url, { socket: { until: null } });
    expect(record.socket?.close).toMatchObject({ by: 'client' });
  });

  it('a message that was awaited and did not come is a read_timeout, with what came', async () => {
    const { url } = await server((socket) => socket.send('one'));
    const { record } = await session().send({ url, socket: { until: { count: 2 } }, timeout: 0.1 });
    expect(record.error).toMatchObject({ code: 'read_timeout' });
    expect(talked(record)).toEqual(['received text one']);
  });

  it('at the ceiling of time, though the server talks on', async () => {
    const { url } = await server(counting);
    const { record } = await session().send({ url, socket: { until: null } }, { limits: { socketMs: 100 } });
    expect(record.error).toMatchObject({ code: 'total_timeout' });
    expect(talked(record)[0]).toBe('received text tick 1');
  });

  it('a cancel frees the connection and keeps what came', async () => {
    const abort = new AbortController();
    const gone: number[] = [];
    const { url } = await server((socket) => {
      socket.on('close', (code) => gone.push(code));
      socket.send('first');
    });
    const onProgress = ({ type }: Progress): void => {
      if (type === 'message') abort.abort();
    };
    const { record } = await session().send(
      { url, socket: { until: null } },
      { signal: abort.signal, onProgress },
    );
    expect(record.error).toMatchObject({ code: 'cancelled' });
    expect(talked(record)).toEqual(['received text first']);
    await expect.poll(() => gone).toEqual([1006]);
  });
});

describe('someone who watches may talk', () => {
  it('sends what is said while it is open, and closes when told', async () => {
    const { url } = await server(echo);
    const doors: SocketDoor[] = [];
    const { record } = await session().send(
      { url, socket: { until: null } },
      {
        onSocket: (door) => {
          doors.push(door);
          expect(door.send({ text: 'live' })).toBe('sent');
        },
        onProgress: (progress) => {
          if (progress.type === 'message' && progress.message.direction === 'received') doors[0]?.close();
        },
      },
    );
    expect(talked(record)).toEqual([
      'sent text live',
      'received text live',
      'sent close ',
      'received close ',
    ]);
    expect(doors[0]?.send({ text: 'late' })).toBe('closed');
  });

  it('refuses a message beyond the ceilings', async () => {
    const { url } = await server(echo);
    const said: string[] = [];
    await session().send(
      { url, socket: { until: { count: 0 } } },
      {
        limits: { socketMessageBytes: 10 },
        onSocket: (door) => said.push(door.send({ text: 'more than ten' }), door.send({ text: 'ten' })),
      },
    );
    expect(said).toEqual(['full', 'sent']);
  });
});
