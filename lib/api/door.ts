import 'server-only';
import type { z } from 'zod';
import { memberOfToken } from '@/lib/auth';
import { notFound } from '@/lib/errors';
import { LargeExchange } from '@/lib/services/large-exchange';
import type { Member } from '@/lib/services/member';
import { readJson } from './body';
import type { Answer } from './answer';
import { scopeOf, type Operation } from './operation';
import { invalidField, invalidRequest } from './problem';

/** As much of a request as a door needs: Next's own, or one that came past Next (`front.ts`). */
export interface ApiRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly signal: AbortSignal;
}

/** A request with the way to its body, which is read only when it is known who asks. */
export interface Arrival<R extends ApiRequest = ApiRequest> {
  request: R;
  /** @throws AppError `too_large` */
  readText: () => Promise<string>;
}

/** The `{name}`s of a path, each a string. */
export type PathParams<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & PathParams<Rest>
  : unknown;

/** What a verb of the API is given: everything parsed, nothing raw but the request itself. */
export interface Call<O extends Operation, R extends ApiRequest = ApiRequest> {
  params: PathParams<O['path']>;
  query: O['query'] extends z.ZodType ? z.output<O['query']> : Record<string, never>;
  body: O['body'] extends z.ZodType ? z.output<O['body']> : undefined;
  request: R;
}

/** An operation with its verb, to be opened by whatever a request came through. */
export interface Door<O extends Operation = Operation, R extends ApiRequest = ApiRequest> {
  operation: O;
  /** @throws AppError and what else the verb throws */
  open(arrival: Arrival<R>, params: PathParams<O['path']>): Promise<Answer | Response>;
}

/** The door of an operation that needs an API token. */
export function memberDoor<O extends Operation, R extends ApiRequest = ApiRequest>(
  operation: O,
  verb: (member: Member, call: Call<O, R>) => Promise<unknown>,
): Door<O, R> {
  return {
    operation,
    async open(arrival, params) {
      const member = await memberOfToken(arrival.request, scopeOf(operation));
      return answer(operation, await verb(member, await parse(operation, arrival, params)));
    },
  };
}

/** The door of an operation that anyone may call. */
export function publicDoor<O extends Operation, R extends ApiRequest = ApiRequest>(
  operation: O,
  verb: (call: Call<O, R>) => Promise<unknown>,
): Door<O, R> {
  return {
    operation,
    open: async (arrival, params) => answer(operation, await verb(await parse(operation, arrival, params))),
  };
}

/** No id has a NUL, and no database can be asked for one. Next gives no parameters at all where a path has none. */
function hasNul(params: unknown): boolean {
  return Object.values(params ?? {}).some((id) => String(id).includes('\0'));
}

async function parse<O extends Operation, R extends ApiRequest>(
  operation: O,
  { request, readText }: Arrival<R>,
  params: PathParams<O['path']>,
): Promise<Call<O, R>> {
  if (hasNul(params)) throw notFound('thing');
  const query = operation.query ? parseQuery(operation.query, request.url) : {};
  const body = operation.body ? readJson(await readText(), operation.body) : undefined;
  return { params, query, body, request } as Call<O, R>;
}

function parseQuery(schema: z.ZodType, url: string): unknown {
  const start = url.indexOf('?');
  const pairs = start < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(start)));
  const broken = Object.entries(pairs).find(([, value]) => value.includes('\0'))?.[0];
  if (broken !== undefined) throw invalidField(broken, 'Nothing has a NUL character. Take it out.');
  const parsed = schema.safeParse(pairs);
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data;
}

/** A Response goes out as it is, nothing is 204, and the rest is JSON under the operation's own status. */
function answer(operation: Operation, value: unknown): Answer | Response {
  if (value instanceof Response) return value;
  if (value === undefined) return { status: 204, headers: {}, text: null };
  const status = operation.status ?? 200;
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  if (value instanceof LargeExchange) return { status, headers, text: null, pieces: value.pieces };
  return { status, headers, text: JSON.stringify(value) };
}
