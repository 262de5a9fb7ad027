import { operations } from '@/lib/api/operations';
import type { ApiAsk, PathAsk } from './door';
import type { Asker, Verdict } from './rights';
import type { World } from './world';

/** What came of a knock. */
export interface Heard {
  verdict: Verdict;
  /** all that was said, headers left out */
  text: string;
}

export async function callApi(
  world: World,
  asker: Asker,
  id: keyof typeof operations,
  { params = {}, query = '', body, bytes, headers }: ApiAsk,
): Promise<Heard> {
  const { method, path } = operations[id];
  const at = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
  const { token } = world.keys[asker];
  const sent = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(world.url + at + query, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent !== undefined && { body: sent }),
  });
  return heard(response);
}

export async function callPath(
  world: World,
  asker: Asker,
  method: string,
  { path, body }: PathAsk,
): Promise<Heard> {
  const { browser } = world.keys[asker];
  const response = await browser.fetch(path, {
    method,
    headers: {
      ...tokenOnly(world, asker),
      ...(method !== 'GET' && { origin: world.url }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return heard(response);
}

export async function callAction(
  world: World,
  asker: Asker,
  action: `${string}/${string}`,
  args: unknown[],
  browser = world.keys[asker].browser,
): Promise<Heard> {
  const response = await browser.call(action, args, world.url, tokenOnly(world, asker));
  const text = await response.text();
  const line = /^1:(\{.*\})$/m.exec(text)?.[1];
  if (line === undefined) throw new Error(`${action} answered ${response.status}: ${text.slice(0, 300)}`);
  const result = JSON.parse(line) as { ok: boolean; error?: { code: string } };
  return { verdict: result.ok ? 'done' : verdictOf(result.error?.code ?? ''), text: line };
}

/** A revoked token is all that its holder has, at whichever door. */
function tokenOnly(world: World, asker: Asker): Record<string, string> {
  const { token } = world.keys[asker];
  return asker === 'revoked' && token !== null ? { authorization: `Bearer ${token}` } : {};
}

async function heard(response: Response): Promise<Heard> {
  const text = await response.text();
  if (response.status >= 300 && response.status < 400) {
    const to = response.headers.get('location') ?? '';
    return { verdict: to.startsWith('/sign-in') ? 'signIn' : 'done', text: `${to} ${text}` };
  }
  if (response.ok) return { verdict: 'done', text };
  if (response.headers.get('content-type') === 'application/problem+json')
    return { verdict: verdictOf((JSON.parse(text) as { code: string }).code), text };
  if (response.status === 404) return { verdict: 'missing', text };
  throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 300)}`);
}

function verdictOf(code: string): Verdict {
  return code === 'not_found' ? 'missing' : (code as Verdict);
}
