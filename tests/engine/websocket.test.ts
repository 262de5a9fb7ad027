import { describe, expect, it } from 'vitest';
import type { ExchangeRecord } from '@/lib/model/exchange';
import type { SocketScript } from '@/lib/model/socket';
import type { Progress } from '@/lib/engine/contract';
import { GOOD, TEST_CA } from '../support/certificates';
import { echo } from '../support/socket-server';
import { session, target } from './session-under-test';
import { says, server, talked } from './socket-talk';

function header({ request }: ExchangeRecord, name: string): string | undefined {
  return request.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

describe('open, send, receive, close', () => {
  it('records the handshake as a hop and every message in order with its time and size', async () => {
    const { url } = await server(echo);
    const { record, body } = await session().get(`${url}/chat?room=1`, { socket: says('one', '{"n":2}') });
    expect(record.request.url).toBe(`${url}/chat?room=1`);
    expect(record.response).toMatchObject({ status: 101, reason: 'Switching Protocols', encoding: 'utf-8' });
    expect(talked(record)).toEqual([
      'sent text one',
      'sent text {"n":2}',
      'received text one',
      'received text {"n":2}',
      'sent close ',
      'received close ',
    ]);
    expect(record.socket?.close).toEqual({ code: 1000, reason: '', by: 'client' });
    expect(record.socket?.messages[1]?.size).toBe(7);
    const times = record.socket?.messages.map(({ atMs }) => atMs) ?? [];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Buffer.from(body).toString()).toBe('{"n":2}');
    expect(record.response?.body.size).toBe(7);
  });

  it('RFC 6455 §4.1 the handshake is a GET with the fixed headers, and a key of its own each time', async () => {
    const { url, handshakes } = await server(echo);
    const own = session({
      headers: [
        ['User-Agent', 'mine'],
        ['Connection', 'keep-alive'],
      ],
    });
    await own.get(url, { socket: says('a') });
    await own.get(url, { socket: says('a') });
    const [first, second] = handshakes;
    expect(first?.method).toBe('GET');
    expect(first?.headers).toMatchObject({
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'user-agent': 'mine',
    });
    expect(Buffer.from(first?.headers['sec-websocket-key'] ?? '', 'base64')).toHaveLength(16);
    expect(second?.headers['sec-websocket-key']).not.toBe(first?.headers['sec-websocket-key']);
    expect(first?.headers.origin).toBeUndefined();
    expect(first?.headers['sec-websocket-extensions']).toBeUndefined();
  });

  it('sends the session’s cookies and auth, and keeps what the 101 sets', async () => {
    const { url, handshakes } = await server(echo, { headers: ['Set-Cookie: seat=12; Path=/'] });
    const login = await target((_, response) => response.setHeader('Set-Cookie', 'sid=abc; Path=/').end());
    const own = session({ auth: { type: 'basic', username: 'ann', password: 'pw' } });
    await own.get(`${login.url}/login`);
    const { record } = await own.get(url, { socket: says('hello') });
    expect(handshakes[0]?.headers.cookie).toBe('sid=abc');
    expect(handshakes[0]?.headers.authorization).toBe(`Basic ${btoa('ann:pw')}`);
    expect(record.cookies.sent).toMatchObject([{ name: 'sid' }]);
    expect(record.cookies.stored).toMatchObject([{ name: 'seat', value: '12' }]);
    await own.get(`${login.url}/next`);
    expect(login.requests[1]?.header('cookie')).toBe('sid=abc; seat=12');
  });

  it('a Secure cookie goes with wss:// and not with ws://', async () => {
    const { url, handshakes } = await server(echo);
    const secure = await server(echo, { tls: GOOD });
    const own = session();
    const login = await target((_, response) =>
      response.setHeader('Set-Cookie', ['s=1; Secure', 'p=2']).end(),
    );
    await own.get(login.url);
    const { record } = await own.get(url, { socket: says('x') });
    expect(handshakes[0]?.headers.cookie).toBe('p=2');
    expect(record.cookies.withheld).toMatchObject([{ name: 's' }]);
    const over = await own.get(secure.url, { socket: says('x'), verify: { ca: TEST_CA } });
    expect(secure.handshakes[0]?.headers.cookie).toBe('s=1; p=2');
    expect(over.record.tls?.protocol).toBe('TLSv1.3');
    expect(over.record.request.url).toBe(`${secure.url}/`);
  });

  it('sends bytes from base64 and records bytes as base64', async () => {
    const { url } = await server(echo);
    const socket: SocketScript = { messages: [{ base64: 'AAH/' }], until: { count: 1 } };
    const { record, body } = await session().get(url, { socket });
    expect(talked(record).slice(0, 2)).toEqual(['sent binary AAH/', 'received binary AAH/']);
    expect(record.response?.encoding).toBeNull();
    expect([...body]).toEqual([0, 1, 255]);
  });

  it('fills variables in the URL and in messages', async () => {
    const { url } = await server(echo);
    const socket = says('{"token":"{{token}}"}');
    const { record } = await session().get('{{base}}/a', { socket, variables: { base: url, token: 't0p' } });
    expect(talked(record)[0]).toBe('sent text {"token":"t0p"}');
    const failure = await session().failure({ url, socket: says('{{nobody}}') });
    expect(failure).toMatchObject({ code: 'unknown_variable', field: 'socket' });
  });

  it('offers subprotocols and tells which was chosen', async () => {
    const { url } = await server(echo, { choose: () => 'v2' });
    const { record } = await session().get(url, { socket: { ...says('a'), subprotocols: ['v1', 'v2'] } });
    expect(header(record, 'sec-websocket-protocol')).toBe('v1, v2');
    expect(record.socket?.protocol).toBe('v2');
  });

  it('answers a ping with its payload and records both', async () => {
    const { url } = await server((socket) => {
      socket.on('pong', (data) => socket.send(`pong was ${data.toString()}`));
      socket.ping('here?');
    });
    const { record } = await session().get(url, { socket: { until: { count: 1 } } });
    expect(talked(record).slice(0, 3)).toEqual([
      'received ping here?',
      'sent pong here?',
      'received text pong was here?',
    ]);
  });

  it('tells a watcher of each message as it comes', async () => {
    const { url } = await server(echo);
    const heard: Progress[] = [];
    await session().send({ url, socket: says('a') }, { onProgress: (progress) => heard.push(progress) });
    expect(heard.filter(({ type }) => type === 'hop')).toMatchObject([{ method: 'GET', url: `${url}/` }]);
    expect(heard.filter(({ type }) => type === 'message')).toMatchObject([
      { message: { direction: 'sent', text: 'a' } },
      { message: { direction: 'received', text: 'a' } },
      { message: { direction: 'sent', opcode: 'close' } },
      { message: { direction: 'received', opcode: 'close' } },
    ]);
  });
});
