import type { ExchangeFailure } from '@/lib/model/exchange';
import type { OriginVariable } from '@/lib/model/origin';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { SessionSettings } from '@/lib/model/session';
import { SendFailure } from './failure';
import { GeneratedValues } from './generated';

type Field = NonNullable<ExchangeFailure['field']>;
type Scope = Readonly<Record<string, string>>;
type Side = 'request' | 'session';

/** Variables that were put into a field, or into one of its headers or parameters, by the name that it has then. */
export interface Fill {
  side: Side;
  field: Field;
  name: string | null;
  variables: OriginVariable[];
}

export interface Filled {
  spec: RequestSpec;
  session: SessionSettings;
  fills: readonly Fill[];
}

/** Decides whether a variable's value must not reach another origin; asked for what is filled in alone. */
export type IsSecret = (name: string, value: string) => boolean;

/** What filling in needs on its way down, and what it finds. */
interface Filling {
  scopes: readonly { owner: OriginVariable['from']; values: Scope }[];
  isSecret: IsSecret;
  side: Side;
  field: Field;
  generated: GeneratedValues;
  /** variables of the piece that is being filled in */
  used: OriginVariable[];
  fills: Fill[];
}

const SPEC_FIELDS = [
  'url',
  'headers',
  'params',
  'body',
  'auth',
  'cookies',
  'method',
  'proxies',
  'verify',
  'cert',
  'socket',
] as const;
const SESSION_FIELDS = ['headers', 'params', 'auth', 'proxies', 'verify', 'cert'] as const;

/**
 * Puts variables into every string of the request and of the session's settings: the request's, then the
 * session's, then the environment's; a `$name` that none has is made up. A value put in is not looked at again. What has no `{{` is not copied.
 * Fails with `unknown_variable` and the field in which the name stands.
 */
export function fillTemplates(
  spec: RequestSpec,
  session: SessionSettings,
  environment: Scope | undefined,
  isSecret: IsSecret = neverSecret,
): Filled {
  const scopes: Filling['scopes'][number][] = [];
  if (spec.variables) scopes.push({ owner: 'request', values: spec.variables });
  scopes.push({ owner: 'session', values: session.variables });
  if (environment) scopes.push({ owner: 'environment', values: environment });
  const filling: Filling = {
    scopes,
    isSecret,
    side: 'request',
    field: 'url',
    generated: new GeneratedValues(),
    used: [],
    fills: [],
  };
  const filled = fillFields(spec, SPEC_FIELDS, filling);
  filling.side = 'session';
  return { spec: filled, session: fillFields(session, SESSION_FIELDS, filling), fills: filling.fills };
}

function fillFields<T extends object>(value: T, fields: readonly (keyof T & Field)[], filling: Filling): T {
  let changes: Partial<Record<Field, unknown>> | null = null;
  for (const field of fields) {
    filling.field = field;
    const before = value[field];
    const isPairs = (field === 'headers' || field === 'params') && Array.isArray(before);
    const after = isPairs ? fillPairs(before, filling) : fillAny(before, filling);
    if (after !== before) (changes ??= {})[field] = after;
    told(filling, null);
  }
  return changes ? { ...value, ...changes } : value;
}

/** What was put in since the last telling belongs to this name. */
function told(filling: Filling, name: string | null): void {
  const { side, field, used, fills } = filling;
  if (used.length === 0) return;
  fills.push({ side, field, name, variables: used });
  filling.used = [];
}

function fillPairs(pairs: readonly unknown[], filling: Filling): readonly unknown[] {
  let filled: unknown[] | null = null;
  for (let i = 0; i < pairs.length; i += 1) {
    const after = fillAny(pairs[i], filling);
    if (after === pairs[i]) continue;
    filled ??= pairs.slice();
    filled[i] = after;
    told(filling, Array.isArray(after) ? String(after[0]) : null);
  }
  return filled ?? pairs;
}

function fillAny(value: unknown, filling: Filling): unknown {
  if (typeof value === 'string') return value.includes('{{') ? fillText(value, filling) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return fillArray(value, filling);
  return fillObject(value, filling);
}

function fillArray(values: readonly unknown[], filling: Filling): readonly unknown[] {
  let filled: unknown[] | null = null;
  for (let i = 0; i < values.length; i += 1) {
    const after = fillAny(values[i], filling);
    if (after !== values[i]) {
      filled ??= values.slice();
      filled[i] = after;
    }
  }
  return filled ?? values;
}

/** Names too; `fromEntries` keeps a field called `__proto__` an ordinary one. */
function fillObject(value: object, filling: Filling): object {
  const before: [string, unknown][] = Object.entries(value);
  const after = before.map(([name, item]): [string, unknown] => [
    name.includes('{{') ? fillText(name, filling) : name,
    fillAny(item, filling),
  ]);
  const same = after.every(([name, item], i) => name === before[i]?.[0] && item === before[i][1]);
  return same ? value : Object.fromEntries(after);
}

/** `{{ name }}`: anything but braces and line breaks is a name, white space around it does not count. */
function fillText(text: string, filling: Filling): string {
  return text.replace(/\{\{[ \t]*([^{}\s][^{}\r\n]{0,99})\}\}/g, (_, typed: string) => {
    const name = typed.trimEnd();
    for (const { owner, values } of filling.scopes) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) continue;
      const variable: OriginVariable = { name, from: owner };
      if (filling.isSecret(name, value)) variable.secret = true;
      filling.used.push(variable);
      return value;
    }
    const made = filling.generated.valueOf(name);
    if (made !== undefined) {
      filling.used.push({ name, from: 'generated' });
      return made;
    }
    const message = `There is no variable called “${name}”. Nothing was sent.`;
    throw new SendFailure('unknown_variable', message, { reason: name, field: filling.field });
  });
}

function neverSecret(): boolean {
  return false;
}
