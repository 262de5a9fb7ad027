import type { SentRequest } from '@/lib/model/exchange';
import type { Origin, OriginKind, OriginSource } from '@/lib/model/origin';
import { withoutPassword } from './shown-url';

/** One thing that went out, or was kept back: what it was, whose, and why. */
export interface WhyRow {
  name: string;
  /** null where there is none to show */
  value: string | null;
  from: string;
  words: string;
  rule: string;
  fate: 'kept' | 'overrode' | 'removed';
}

export interface WhyGroup {
  title: string;
  rows: WhyRow[];
}

const FROM: Record<OriginSource, string> = {
  default: 'default',
  session: 'session',
  request: 'request',
  url: 'URL',
  body: 'body',
  jar: 'cookie jar',
  challenge: 'challenge',
  redirect: 'redirect',
  server: 'server',
};
const GROUPS: readonly [string, readonly OriginKind[]][] = [
  ['Headers', ['header']],
  ['Parameters', ['param']],
  ['Method, URL, body and cookies', ['method', 'url', 'body', 'cookies']],
  ['Auth', ['auth']],
  ['Settings of this send', ['setting']],
];
/** What an origin without a name speaks of. */
const NAMELESS: Partial<Record<OriginKind, string>> = {
  url: 'URL',
  method: 'method',
  body: 'body',
  cookies: 'cookies',
  param: 'query',
  auth: 'auth',
};

/** Why a request was as it was, group by group; what was removed stands last in its group. */
export function whyGroups(request: SentRequest): WhyGroup[] {
  const origins = request.origins ?? [];
  return GROUPS.map(([title, kinds]) => ({
    title,
    rows: origins
      .filter(({ kind }) => kinds.includes(kind))
      .map((origin) => rowOf(origin, request))
      .sort((a, b) => Number(a.fate === 'removed') - Number(b.fate === 'removed')),
  })).filter(({ rows }) => rows.length > 0);
}

function rowOf(origin: Origin, request: SentRequest): WhyRow {
  const { kind, name, from, words, rule, removed, overrode } = origin;
  const fate = removed ? 'removed' : overrode ? 'overrode' : 'kept';
  const value = removed ? null : valueOf(origin, request);
  const named = kind === 'method' ? '' : name;
  return { name: named || (NAMELESS[kind] ?? kind), value, from: FROM[from], words, rule, fate };
}

function valueOf({ kind, name, value }: Origin, request: SentRequest): string | null {
  if (value !== undefined) return value;
  if (kind === 'method') return request.method;
  if (kind === 'url') return withoutPassword(request.url);
  if (kind === 'header') return headerOf(request, name);
  return kind === 'param' ? paramOf(request.url, name) : null;
}

function headerOf({ headers }: SentRequest, name: string): string | null {
  const values = headers
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
  return values.length > 0 ? values.join(', ') : null;
}

/** A parameter as it stands in the URL; of the one without a name, the whole query. */
function paramOf(url: string, name: string): string | null {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  if (name === '') return query || null;
  const values = new URLSearchParams(query).getAll(name);
  return values.length > 0 ? values.join(', ') : null;
}
