import type { SentRequest } from '@/lib/model/exchange';
import type { Pairs } from '@/lib/model/pairs';
import type { Origin, OriginDetails, OriginMark, OriginSource, OriginVariable } from '@/lib/model/origin';
import { DECISIONS, type Decision } from './decisions';

const WHOSE: Readonly<Record<OriginSource, string>> = {
  default: 'the default',
  session: 'the session’s',
  request: 'this request’s',
  url: 'what the URL says',
  body: 'what the body says',
  jar: 'the jar’s',
  challenge: 'the answer to a challenge',
  redirect: 'the redirect’s',
  server: 'the server’s',
};
const BY_CODE: ReadonlyMap<string, Decision> = new Map(Object.entries(DECISIONS));

/**
 * Why each header, parameter, auth and setting of a request went out as it did, in the order of its headers; removed
 * ones after those that were sent. Made of the marks that the rules left, when the exchange is read.
 */
export function explainOrigins({ headers, marks = [] }: SentRequest): Origin[] {
  const origins = marks.map(explain).filter((origin) => origin !== null);
  const rest = origins.filter(({ kind, removed }) => kind !== 'header' || removed);
  return [...sentHeaders(headers, origins), ...rest];
}

/** One origin for each header name that went out. What was decided and then did not go has its own, as removed. */
function sentHeaders(headers: Pairs, origins: readonly Origin[]): Origin[] {
  const decided = new Map<string, Origin>();
  for (const origin of origins) {
    if (origin.kind !== 'header' || origin.removed) continue;
    const key = origin.name.toLowerCase();
    const before = decided.get(key);
    // the transport's own marks come last, and override
    decided.set(key, before ? { ...origin, overrode: { from: before.from } } : origin);
  }
  const sent = new Map<string, Origin>();
  for (const [name] of headers) {
    const key = name.toLowerCase();
    const origin = decided.get(key);
    if (origin && !sent.has(key)) sent.set(key, { ...origin, name });
  }
  return [...sent.values()];
}

/** Null for a code that this version does not know. */
function explain([kind, name, code, details = {}]: OriginMark): Origin | null {
  const decision = BY_CODE.get(code);
  if (!decision) return null;
  const { from, rule, removed } = decision;
  const { over, value, was, variables } = details;
  const origin: Origin = { kind, name, from, rule, words: sentence(decision, details) };
  if (value !== undefined) origin.value = value;
  if (over) origin.overrode = { from: over, ...(was !== undefined && { value: was }) };
  if (removed) origin.removed = true;
  if (variables) origin.variables = variables;
  return origin;
}

function sentence({ words, removed }: Decision, { over, was, variables }: OriginDetails): string {
  const old = over && `${WHOSE[over]}${was === undefined ? '' : ` (${was})`}`;
  const parts: string[] = [words];
  if (old) parts.push(removed ? `it was ${old}` : `in place of ${old}`);
  if (variables) parts.push(`filled from ${variables.map(variableWords).join(', ')}`);
  return parts.join('; ');
}

function variableWords({ name, from, secret }: OriginVariable): string {
  const owner = from === 'request' ? 'this request' : `the ${from}`;
  return `{{${name}}} of ${owner}${secret ? ' (secret)' : ''}`;
}
