import { createTransport } from '@/lib/engine/transport';
import type { SendResult } from '@/lib/engine/contract';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import type { Arrived, Handler } from '../support/target-server';
import { closing, echo, session, target, type TestSession } from './session-under-test';
import { OPEN } from './wire-support';

type Settings = Parameters<typeof session>[0];
type Asked = Omit<RequestSpecInput, 'url'> & { path?: string };

/** Sends one request to a target that echoes: what arrived there, and what was recorded. */
export async function sendOne(
  { path = '/', ...spec }: Asked = {},
  settings?: Settings,
): Promise<SendResult & { arrived: Arrived; origin: string }> {
  const server = await target(echo);
  const result = await session(settings).get(server.url + path, spec);
  const [arrived] = server.requests;
  if (!arrived) throw new Error('nothing arrived');
  return { ...result, arrived, origin: server.url };
}

/** The headers that arrived besides Host, of one request with these. */
export async function sentHeaders(asked: Asked, settings?: Settings): Promise<[string, string][]> {
  const { arrived } = await sendOne(asked, settings);
  return arrived.rawHeaders.filter(([name]) => name.toLowerCase() !== 'host');
}

/** What comes back from a target that answers like this. */
export async function answered(
  handler: Handler,
  spec: Omit<RequestSpecInput, 'url'> = {},
): Promise<SendResult> {
  const server = await target(handler);
  return session().get(server.url, spec);
}

/** A session for which every host name is 127.0.0.1. */
export function namedSession(settings?: Settings): TestSession {
  const resolve = async (): Promise<{ address: string; family: number }[]> => [
    { address: '127.0.0.1', family: 4 },
  ];
  const transport = closing(createTransport(OPEN, { resolve }));
  const own = session(settings);
  const send: TestSession['send'] = own.send.bind(own);
  own.send = (spec, more) => send(spec, { transport, ...more });
  return own;
}
