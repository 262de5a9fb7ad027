import { originOf } from '@/lib/engine/bounds';
import type { Auth } from '@/lib/model/auth';
import type { Run } from '@/lib/model/run';
import type { SequenceVariable, Step } from '@/lib/model/sequence';
import type { SessionSettings } from '@/lib/model/session';

/** What decides where the steps of a link may send. */
export interface Bounded {
  steps: readonly Step[];
  variables: readonly SequenceVariable[];
  session: SessionSettings;
  run: Run | null;
}

const TEMPLATE = /\{\{[ \t]*([^{}\s][^{}\r\n]{0,99}?)[ \t]*\}\}/g;
/**
 * Scheme, userinfo and authority, whose templates are not yet filled in; what follows is path, query or fragment. A brace
 * counts as a character only where no template begins: read both ways, thirty templates would take an hour.
 */
const BEGINNING =
  /^\s*((?:\{\{[^{}]*\}\}|[^{}/?#:@])+:\/\/)?((?:\{\{[^{}]*\}\}|(?!\{\{[^{}]*\}\})[^/?#\\@])*@)?((?:\{\{[^{}]*\}\}|(?!\{\{[^{}]*\}\})[^/?#\\])*)/;

/**
 * The origins that a visitor's replay may send to: those that the steps name, with what the author fixed filled in, and
 * those that redirects of the recorded run led to. A host that a step takes out of a response adds none: it must be one
 * of these.
 * @returns the sentence that says why there can be no link, when a value of the visitor's could choose where or how
 */
export function frozenOrigins(
  source: Bounded,
  asked: ReadonlySet<string>,
): { origins: string[]; fault: string | null } {
  const origins = new Set<string>();
  const fixed = fixedValues(source);
  for (const [index, { request }] of source.steps.entries()) {
    const values = { ...source.session.variables, ...fixed, ...request.variables };
    for (const url of [
      request.url,
      ...authUrls(request.auth),
      ...(index === 0 ? authUrls(source.session.auth) : []),
    ]) {
      const chosen = choice(url, request.method, request.headers, asked);
      if (chosen) return { origins: [], fault: faultOf(index + 1, chosen) };
      const filled = fill(url, values);
      if (namesIn(beginning(filled)).length === 0) addOrigin(origins, filled);
    }
  }
  for (const step of source.run?.steps ?? []) for (const url of hopUrls(step)) addOrigin(origins, url);
  return { origins: [...origins].sort(), fault: null };
}

function addOrigin(origins: Set<string>, url: string): void {
  const origin = originOf(url);
  if (origin !== null) origins.add(origin);
}

function hopUrls({ exchange }: Run['steps'][number]): string[] {
  return exchange ? [...exchange.history.map(({ request }) => request.url), exchange.request.url] : [];
}

function fixedValues({ variables }: Bounded): Record<string, string> {
  return Object.fromEntries(
    variables.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  );
}

function authUrls(auth: Auth | null | undefined): string[] {
  return auth?.type === 'oauth2' ? [auth.tokenUrl] : [];
}

interface Choice {
  what: 'host' | 'method' | 'Host header';
  name: string;
}

/** A variable of the visitor's in a place that decides where a request goes, or how. */
function choice(
  url: string,
  method: string,
  headers: readonly (readonly [string, unknown])[] | undefined,
  asked: ReadonlySet<string>,
): Choice | null {
  const host = namesIn(beginning(url)).find((name) => asked.has(name));
  if (host !== undefined) return { what: 'host', name: host };
  const verb = namesIn(method).find((name) => asked.has(name));
  if (verb !== undefined) return { what: 'method', name: verb };
  const lines = (headers ?? []).filter(([name]) => name.trim().toLowerCase() === 'host');
  const named = lines.flatMap(([, value]) => namesIn(String(value))).find((name) => asked.has(name));
  return named === undefined ? null : { what: 'Host header', name: named };
}

/** Scheme, host and port; a visitor's name and password may stand before them, as every send is checked again. */
function beginning(url: string): string {
  const [, scheme = '', , authority = ''] = BEGINNING.exec(url) ?? [];
  return `${scheme}${authority}`;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(TEMPLATE)].map(([, name = '']) => name);
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(TEMPLATE, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  );
}

function faultOf(step: number, { what, name }: Choice): string {
  return `Step ${step} takes its ${what} from {{${name}}}, which the visitor would fill in. Write the ${what} out, or give the variable a value that is fixed.`;
}
