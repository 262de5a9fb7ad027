import type { Cookie, CookieInput } from '@/lib/model/cookie';
import type { Exchange, ExchangeSummary } from '@/lib/model/exchange';
import type { Page } from '@/lib/model/page';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import type { Run, RunStart } from '@/lib/model/run';
import type { Sequence, SequenceInput } from '@/lib/model/sequence';
import type { Session, SessionCreate } from '@/lib/model/session';
import type { CreatedShare, ShareInput } from '@/lib/model/share';

/** An error of the API, as RFC 9457 words it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { path: string; message: string }[];
  /** of a conflict: the resource as it is stored now */
  current?: unknown;
}

/** An answer with its JSON read; `body` is undefined when it had none. */
export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

interface CallOptions {
  /** sent as JSON; a string goes as it stands */
  body?: unknown;
  headers?: Record<string, string>;
}

/** The API of one server, with one token. What is named after a noun answers its success or throws. */
export class ApiClient {
  constructor(
    /** `http://127.0.0.1:PORT` */
    readonly url: string,
    readonly token: string | null,
  ) {}

  /** Any call, whatever it answers. `path` begins behind `/api/v1`. */
  async call<T = unknown>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const response = await this.fetch(method, path, options);
    const text = await response.text();
    const body = (text === '' ? undefined : JSON.parse(text)) as T;
    return { status: response.status, headers: response.headers, body };
  }

  /** A call whose answer is read as it comes. */
  fetch(method: string, path: string, { body, headers }: CallOptions = {}): Promise<Response> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text !== undefined && { body: text }),
    });
  }

  /** A call that must go well. @throws Error with what came instead */
  async done<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call<T>(method, path, { body });
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  session(settings: SessionCreate = {}): Promise<Session> {
    return this.done('POST', '/sessions', settings);
  }

  send(sessionId: string, request: RequestSpecInput): Promise<Exchange> {
    return this.done('POST', `/sessions/${sessionId}/send`, request);
  }

  get(sessionId: string, url: string): Promise<Exchange> {
    return this.send(sessionId, { url });
  }

  async cookies(sessionId: string, query = ''): Promise<Cookie[]> {
    return (await this.done<{ items: Cookie[] }>('GET', `/sessions/${sessionId}/cookies${query}`)).items;
  }

  putCookie(sessionId: string, cookie: CookieInput): Promise<Cookie> {
    return this.done('POST', `/sessions/${sessionId}/cookies`, cookie);
  }

  /** Every exchange of a session, newest first. */
  async history(sessionId: string): Promise<ExchangeSummary[]> {
    const all: ExchangeSummary[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: Page<ExchangeSummary> = await this.done(
        'GET',
        `/sessions/${sessionId}/history?limit=200${query}`,
      );
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    return all;
  }

  sequence(input: SequenceInput): Promise<Sequence> {
    return this.done('POST', '/sequences', input);
  }

  run(sequenceId: string, start: RunStart = {}): Promise<Run> {
    return this.done('POST', `/sequences/${sequenceId}/runs`, start);
  }

  share(input: ShareInput): Promise<CreatedShare> {
    return this.done('POST', '/shares', input);
  }
}

/** The values of a header in an exchange's pairs, by any spelling of its name. */
export function headerValues(pairs: readonly (readonly [string, string])[], name: string): string[] {
  return pairs.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** The response's JSON. @throws Error when there is no response or its body is no text */
export function jsonOf({ response, error }: Exchange): unknown {
  if (response?.body.text === undefined) throw new Error(`no text came: ${JSON.stringify(error)}`);
  return JSON.parse(response.body.text);
}
