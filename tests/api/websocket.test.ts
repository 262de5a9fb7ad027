import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '@/lib/model/run';
import type { Exchange } from '@/lib/model/exchange';
import type { SequenceInput } from '@/lib/model/sequence';
import type { Problem } from '../support/api-client';
import { startSocketServer, textOf, type SocketServer } from '../support/socket-server';
import type { Target } from '../support/target-server';
import { startLoginTarget } from './login-target';
import { api, stranger } from './shared-app';

/** Lets in only who was logged in by the target, tells them a ticket, and answers the ticket with who they are. */
let chat: SocketServer;
let login: Target;
beforeAll(async () => {
  login = await startLoginTarget();
  chat = await startSocketServer(
    (socket) => {
      socket.send('{"ticket":"t-42"}');
      socket.on('message', (data) => socket.send(`{"you":"admin","said":${JSON.stringify(textOf(data))}}`));
    },
    {
      headers: ['Set-Cookie: seat=12; Path=/'],
      refuse: (request, socket) => {
        if (request.headers.cookie?.includes('sid=')) return false;
        socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 6\r\n\r\nno sid');
        return true;
      },
    },
  );
});
afterAll(async () => {
  await chat.close();
  await login.close();
});

const logIn = () => ({
  method: 'POST',
  url: `${login.url}/login`,
  body: {
    type: 'form' as const,
    fields: [
      ['username', 'admin'],
      ['password', 'password'],
    ] as [string, string][],
  },
});

describe('a WebSocket over the API', () => {
  it('goes with the cookie of the login, and everything said is in the exchange and in the history', async () => {
    const { id } = await api.session();
    expect((await api.get(id, chat.url)).response).toMatchObject({ status: 401, body: { text: 'no sid' } });
    await api.send(id, logIn());
    const socket = { messages: [{ text: 'hello' }], until: { count: 2 } };
    const sent = await api.send(id, { url: `${chat.url}/room`, socket });
    expect(sent.error).toBeNull();
    expect(sent.request.url).toBe(`${chat.url}/room`);
    expect(sent.cookies.sent.map(({ name }) => name)).toEqual(['sid']);
    expect(sent.response).toMatchObject({ status: 101, body: { text: '{"you":"admin","said":"hello"}' } });
    expect(sent.socket?.messages.map(({ direction, opcode, text }) => [direction, opcode, text])).toEqual([
      ['sent', 'text', 'hello'],
      ['received', 'text', '{"ticket":"t-42"}'],
      ['received', 'text', '{"you":"admin","said":"hello"}'],
      ['sent', 'close', ''],
      ['received', 'close', ''],
    ]);
    expect((await api.cookies(id)).map(({ name }) => name).sort()).toEqual(['seat', 'sid']);
    const stored = await api.done<Exchange>('GET', `/exchanges/${sent.id}`);
    expect(stored.socket).toEqual(sent.socket);
    expect((await api.history(id))[0]).toMatchObject({ url: `${chat.url}/room`, status: 101 });
  });

  it('names what is wrong with a script', async () => {
    const { id } = await api.session();
    const wrong = await api.call<Problem>('POST', `/sessions/${id}/send`, {
      body: { url: chat.url, socket: { close: { code: 1005 } } },
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors?.[0]?.path).toBe('socket.close.code');
  });
});

/** Logs in, takes the ticket out of what the socket says, and says it in a second one. */
function sequence(): SequenceInput {
  return {
    name: 'Talk',
    steps: [
      { name: 'login', request: logIn() },
      {
        name: 'ticket',
        request: { url: chat.url, socket: { until: { count: 1 } } },
        extract: [{ variable: 'ticket', from: 'json', expression: '$.ticket' }],
        assert: [{ source: 'status', operator: 'equals', value: 101 }],
      },
      {
        name: 'talk',
        request: {
          url: chat.url,
          socket: { messages: [{ text: 'ticket {{ticket}}' }], until: { contains: '"said"' } },
        },
        extract: [{ variable: 'said', from: 'regex', expression: '"said":"([^"]*)"' }],
        assert: [{ source: 'json', expression: '$.you', operator: 'equals', value: 'admin' }],
      },
    ],
  };
}

describe('a WebSocket as a step', () => {
  it('is extracted from and checked by the last message that came', async () => {
    const { id } = await api.sequence(sequence());
    const run = await api.run(id);
    expect(run.steps.map(({ name, status }) => [name, status])).toEqual([
      ['login', 'passed'],
      ['ticket', 'passed'],
      ['talk', 'passed'],
    ]);
    expect(run.steps[2]?.extracted[0]?.value).toBe('ticket t-42');
    expect(run.steps[2]?.exchange?.socket?.messages[0]).toMatchObject({
      direction: 'sent',
      text: 'ticket t-42',
    });
    const again = await api.done<Run>('GET', `/runs/${run.id}`);
    expect(again.steps[2]?.exchange?.socket?.close).toEqual({ code: 1000, reason: '', by: 'client' });
  });

  it('is replayed from a link by a stranger, and a secret in a message is asked for', async () => {
    const input = sequence();
    const last = input.steps?.[2];
    if (last)
      last.request.socket = { messages: [{ text: '{"password":"canary-9d1"}' }], until: { count: 2 } };
    const made = await api.share({ sequenceId: (await api.sequence(input)).id });
    const finding = made.findings.find(({ where }) => where.includes('socket'));
    expect(finding).toMatchObject({ kind: 'password', outcome: 'prompted' });
    const shown = await stranger.call('GET', `/shared/${made.token}`);
    expect(JSON.stringify(shown.body)).not.toContain('canary-9d1');
    const variables = Object.fromEntries(made.findings.map(({ prompt = '' }) => [prompt, 'password']));
    const replay = await stranger.call<Run>('POST', `/shared/${made.token}/replays`, { body: { variables } });
    expect(replay.body.steps.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
    expect(replay.body.steps[2]?.exchange?.socket?.messages[0]?.text).toBe('{"password":"password"}');
  });
});
