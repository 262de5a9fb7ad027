import { afterEach } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import { send } from '@/lib/engine/send';
import type { SendLimits, SendOptions, SendResult } from '@/lib/engine/contract';
import type { Cookie, CookieKey } from '@/lib/model/cookie';
import type { ExchangeFailure } from '@/lib/model/exchange';
import { RequestSpec, type RequestSpecInput } from '@/lib/model/request-spec';
import { SessionSettings } from '@/lib/model/session';
import type { z } from 'zod';
import { startTarget, type Handler, type Target, type TargetOptions } from '../support/target-server';
import { LIMITS, OPEN } from './wire-support';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A target that is closed after the test. */
export async function target(handler: Handler, options?: TargetOptions): Promise<Target> {
  const started = await startTarget(handler, options);
  open.push(started);
  return started;
}

/** Closed after the test, whatever it is. */
export function closing<T extends { close(): Promise<void> }>(one: T): T {
  open.push(one);
  return one;
}

type More = Partial<Omit<SendOptions, 'spec' | 'session' | 'limits'>> & { limits?: Partial<SendLimits> };

/** A session with its jar in memory: what the services keep in the database. */
export interface TestSession {
  settings: SessionSettings;
  cookies: Cookie[];
  send(spec: RequestSpecInput, more?: More): Promise<SendResult>;
  /** sends and fails when there was an error */
  get(url: string, spec?: Omit<RequestSpecInput, 'url'>): Promise<SendResult>;
  /** sends and gives back the error that must have come */
  failure(spec: RequestSpecInput, more?: More): Promise<ExchangeFailure>;
}

export function session(settings: z.input<typeof SessionSettings> = {}, cookies: Cookie[] = []): TestSession {
  const transport = closing(createTransport(OPEN));
  const self: TestSession = {
    settings: SessionSettings.parse(settings),
    cookies,
    async send(spec, more = {}) {
      const result = await send({
        spec: RequestSpec.parse(spec),
        session: self.settings,
        loadCookies: async () => self.cookies,
        transport,
        ...more,
        limits: { ...LIMITS, ...more.limits },
      });
      const gone = new Set([...result.jar.put, ...result.jar.remove].map(key));
      self.cookies = [...self.cookies.filter((cookie) => !gone.has(key(cookie))), ...result.jar.put];
      return result;
    },
    async get(url, spec = {}) {
      const result = await self.send({ ...spec, url });
      if (result.record.error) throw new Error(`${result.record.error.code}: ${result.record.error.message}`);
      return result;
    },
    async failure(spec, more) {
      const { record } = await self.send(spec, more);
      if (!record.error) throw new Error('the send should have failed');
      return record.error;
    },
  };
  return self;
}

function key({ domain, hostOnly, path, name }: CookieKey): string {
  return JSON.stringify([domain, hostOnly, path, name]);
}

/** Answers with what arrived, as JSON. */
export const echo: Handler = (request, response) => {
  const { method, url, rawHeaders, body } = request;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ method, url, headers: rawHeaders, body: body.toString('utf8') }));
};

/** `/hop/302?to=URL` answers that status with that Location; everything else echoes. */
export const hopping: Handler = (request, response) => {
  const at = new URL(request.url, 'http://h');
  const status = /^\/hop\/(\d+)/.exec(at.pathname)?.[1];
  if (status === undefined) return echo(request, response);
  response.writeHead(Number(status), { location: at.searchParams.get('to') ?? '/', ...cookiesOf(at) });
  response.end('moved');
};

function cookiesOf(at: URL): Record<string, string[]> {
  const lines = at.searchParams.getAll('set');
  return lines.length > 0 ? { 'set-cookie': lines } : {};
}

export function hop(status: number, to: string, ...set: string[]): string {
  return `/hop/${status}?${new URLSearchParams([['to', to], ...set.map((line) => ['set', line])]).toString()}`;
}
