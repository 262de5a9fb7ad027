import type { Assertion, Extract } from '@/lib/model/sequence';

const OPERATOR: Record<Assertion['operator'], string> = {
  equals: 'is',
  notEquals: 'is not',
  contains: 'contains',
  notContains: 'does not contain',
  matches: 'matches the pattern',
  exists: 'exists',
  notExists: 'does not exist',
  lessThan: 'is below',
  greaterThan: 'is above',
};

/** Sources of which the expression names one. */
const NAMED = new Set<Assertion['source']>(['header', 'cookie']);
const WITHOUT_VALUE = new Set<Assertion['operator']>(['exists', 'notExists']);

export const OPERATOR_OPTIONS = Object.entries(OPERATOR).map(([value, label]) => ({ value, label }));

export function takesValue(operator: Assertion['operator']): boolean {
  return !WITHOUT_VALUE.has(operator);
}

/** `status is 200`, `$.user is "admin"`, `cookie sid exists`. */
export function checkWords(check: Assertion): string {
  const subject = subjectOf(check);
  const operator = OPERATOR[check.operator];
  if (!takesValue(check.operator)) return `${subject} ${operator}`;
  return `${subject} ${operator} ${shown(check.value)}${check.source === 'time' ? ' ms' : ''}`;
}

function subjectOf({ source, expression, attribute }: Assertion): string {
  if (source === 'json') return expression || '$';
  if (source === 'cookie' && attribute && attribute !== 'value')
    return `${attribute} of cookie ${expression ?? ''}`;
  return expression && NAMED.has(source) ? `${source} ${expression}` : source;
}

/** A value as JSON would write it, cut for one line. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

/** Where a variable comes from: `input[name=_csrf] → value`, `header Location`. */
export function sourceWords({ from, expression, attribute }: Extract): string {
  if (from === 'status') return 'the status';
  const place = from === 'json' || from === 'css' || from === 'xpath' ? expression : `${from} ${expression}`;
  return attribute ? `${place} → ${attribute}` : place;
}
