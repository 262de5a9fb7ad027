import type { ExchangeFailure } from '@/lib/model/exchange';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { SessionSettings } from '@/lib/model/session';
import { SendFailure } from './failure';

type Field = NonNullable<ExchangeFailure['field']>;
type Scope = Readonly<Record<string, string>>;

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
 * session's, then the environment's. A value put in is not looked at again. What has no `{{` is not copied.
 * Fails with `unknown_variable` and the field in which the name stands.
 */
export function fillTemplates(
  spec: RequestSpec,
  session: SessionSettings,
  environment: Scope | undefined,
): { spec: RequestSpec; session: SessionSettings } {
  const scopes: Scope[] = [];
  for (const scope of [spec.variables, session.variables, environment]) if (scope) scopes.push(scope);
  return {
    spec: fillFields(spec, SPEC_FIELDS, scopes),
    session: fillFields(session, SESSION_FIELDS, scopes),
  };
}

function fillFields<T extends object>(
  value: T,
  fields: readonly (keyof T & Field)[],
  scopes: readonly Scope[],
): T {
  let changes: Partial<Record<Field, unknown>> | null = null;
  for (const field of fields) {
    const before = value[field];
    const after = fillAny(before, scopes, field);
    if (after !== before) (changes ??= {})[field] = after;
  }
  return changes ? { ...value, ...changes } : value;
}

function fillAny(value: unknown, scopes: readonly Scope[], field: Field): unknown {
  if (typeof value === 'string') return value.includes('{{') ? fillText(value, scopes, field) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return fillArray(value, scopes, field);
  return fillObject(value, scopes, field);
}

function fillArray(values: readonly unknown[], scopes: readonly Scope[], field: Field): readonly unknown[] {
  let filled: unknown[] | null = null;
  for (let i = 0; i < values.length; i += 1) {
    const after = fillAny(values[i], scopes, field);
    if (after !== values[i]) {
      filled ??= values.slice();
      filled[i] = after;
    }
  }
  return filled ?? values;
}

/** Names too; `fromEntries` keeps a field called `__proto__` an ordinary one. */
function fillObject(value: object, scopes: readonly Scope[], field: Field): object {
  const before: [string, unknown][] = Object.entries(value);
  const after = before.map(([name, item]): [string, unknown] => [
    name.includes('{{') ? fillText(name, scopes, field) : name,
    fillAny(item, scopes, field),
  ]);
  const same = after.every(([name, item], i) => name === before[i]?.[0] && item === before[i][1]);
  return same ? value : Object.fromEntries(after);
}

/** `{{ name }}`: anything but braces and line breaks is a name, white space around it does not count. */
function fillText(text: string, scopes: readonly Scope[], field: Field): string {
  return text.replace(/\{\{[ \t]*([^{}\s][^{}\r\n]{0,99})\}\}/g, (_, typed: string) => {
    const name = typed.trimEnd();
    for (const scope of scopes) {
      const value = Object.hasOwn(scope, name) ? scope[name] : undefined;
      if (value !== undefined) return value;
    }
    const message = `There is no variable called “${name}”. Nothing was sent.`;
    throw new SendFailure('unknown_variable', message, { reason: name, field });
  });
}
