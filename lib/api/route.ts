import 'server-only';
import type { z } from 'zod';
import { memberOfToken } from '@/lib/auth';
import type { Member } from '@/lib/services/member';
import { readBody } from './body';
import { guarded } from './guarded';
import { invalidRequest } from './problem';
import type { Operation } from './operation';

/** The `{name}`s of a path, each a string. */
type PathParams<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & PathParams<Rest>
  : unknown;
type NextRoute<O extends Operation> = (
  request: Request,
  context: { params: Promise<PathParams<O['path']>> },
) => Promise<Response>;

/** What a verb of the API is given: everything parsed, nothing raw but the request itself. */
interface Call<O extends Operation> {
  params: PathParams<O['path']>;
  query: O['query'] extends z.ZodType ? z.output<O['query']> : Record<string, never>;
  body: O['body'] extends z.ZodType ? z.output<O['body']> : undefined;
  request: Request;
}

/** Makes the handler of an operation that needs an API token. @see operation.ts for what is served as OpenAPI */
export function route<O extends Operation>(
  operation: O,
  verb: (member: Member, call: Call<O>) => Promise<unknown>,
): NextRoute<O> {
  return (request, context) =>
    guarded(request, async () => {
      const member = await memberOfToken(request);
      return answer(operation, await verb(member, await parse(operation, request, context)));
    });
}

/** Makes the handler of an operation that anyone may call. */
export function publicRoute<O extends Operation>(
  operation: O,
  verb: (call: Call<O>) => Promise<unknown>,
): NextRoute<O> {
  return (request, context) =>
    guarded(request, async () => answer(operation, await verb(await parse(operation, request, context))));
}

async function parse<O extends Operation>(
  operation: O,
  request: Request,
  context: { params: Promise<PathParams<O['path']>> },
): Promise<Call<O>> {
  const params = await context.params;
  const query = operation.query ? parseQuery(operation.query, request.url) : {};
  const body = operation.body ? await readBody(request, operation.body) : undefined;
  return { params, query, body, request } as Call<O>;
}

function parseQuery(schema: z.ZodType, url: string): unknown {
  const start = url.indexOf('?');
  const pairs = start < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(start)));
  const parsed = schema.safeParse(pairs);
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data;
}

/** A Response goes out as it is, nothing is 204, and the rest is JSON under the operation's own status. */
function answer(operation: Operation, value: unknown): Response {
  if (value instanceof Response) return value;
  const status = operation.status ?? 200;
  if (value === undefined) return new Response(null, { status: 204 });
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
