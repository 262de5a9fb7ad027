import type { Cookie } from '@/lib/model/cookie';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { RequestSpec } from '@/lib/model/request-spec';
import { SequenceInput, type Step } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import type { Scope } from '@/lib/db/scope';
import { beginExchange, finishExchange, type BeginExchange, type FinishExchange } from '@/lib/db/exchanges';
import { newId } from '@/lib/db/ids';
import { createSession } from '@/lib/db/sessions';

const BASE = Date.UTC(2026, 0, 1);

/** A cookie of `a.test`, made `at` milliseconds after the others. */
export function cookie(name: string, given: Partial<Cookie> = {}, at = 0): Cookie {
  const time = new Date(BASE + at).toISOString();
  return {
    name,
    value: `value of ${name}`,
    domain: 'a.test',
    path: '/',
    expires: null,
    maxAge: null,
    secure: false,
    httpOnly: true,
    sameSite: 'lax',
    hostOnly: true,
    partitioned: false,
    createdAt: time,
    lastAccessedAt: time,
    ...given,
  };
}

export const spec = RequestSpec.parse({
  method: 'POST',
  url: 'http://a.test/login',
  headers: [['X-Key', 'k']],
  body: { type: 'form', fields: [['user', 'ada']] },
});

/** What a send of `spec` came to, having set these cookies. */
export function record(stored: Cookie[] = []): ExchangeRecord {
  return {
    request: {
      method: 'POST',
      url: 'http://a.test/login',
      headers: [['X-Key', 'k']],
      body: { size: 8, text: 'user=ada' },
    },
    response: {
      status: 201,
      reason: 'Created',
      httpVersion: '1.1',
      url: 'http://a.test/login',
      headers: [['Content-Type', 'text/plain']],
      encoding: 'utf-8',
      body: { size: 5, truncated: false },
      elapsedMs: 3.25,
    },
    history: [],
    cookies: { sent: [], withheld: [], stored, rejected: [], removed: [] },
    timings: {
      dnsMs: null,
      connectMs: 1,
      tlsMs: null,
      sendMs: 0.5,
      waitMs: 1,
      receiveMs: 0.25,
      totalMs: 3.5,
    },
    tls: null,
    error: null,
  };
}

/** Everything of one send, ready for `recordExchange`. */
export function exchange(sessionId: string, put: Cookie[] = [], at = 0): BeginExchange & FinishExchange {
  return {
    id: newId(),
    sessionId,
    startedAt: new Date(BASE + at),
    spec,
    method: spec.method,
    url: spec.url,
    record: record(put),
    body: Buffer.from('hello'),
    jar: { put, remove: [] },
  };
}

/** A whole send: begun and finished. Answers what `finishExchange` does. */
export async function recordExchange(scope: Scope, sent: BeginExchange & FinishExchange): Promise<boolean> {
  await beginExchange(scope, sent);
  return finishExchange(scope, sent);
}

/** The id of a new session with default settings. */
export async function newSession(scope: Scope): Promise<string> {
  return (await createSession(scope, { name: 'Session', settings: SessionSettings.parse({}) })).id;
}

/** A sequence of two steps, ready for `createSequence`. */
export function sequence(name = 'Log in') {
  const parsed = SequenceInput.parse({
    name,
    description: 'Logs in, then looks.',
    steps: [
      {
        id: 'first',
        name: 'Log in',
        request: spec,
        extract: [{ variable: 'token', from: 'json', expression: '$.token' }],
      },
      { id: 'second', name: 'Look', request: { url: 'http://a.test/' }, onFailure: 'continue' },
    ],
    variables: [{ name: 'password', default: 'hunter2', secret: true }],
  });
  return { ...parsed, steps: parsed.steps.map((step): Step => ({ ...step, id: step.id ?? newId() })) };
}
