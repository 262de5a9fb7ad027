import type { Assertion } from '@/lib/model/sequence';

const OPERATORS: Record<Assertion['operator'], string> = {
  equals: 'is',
  notEquals: 'is not',
  contains: 'contains',
  notContains: 'does not contain',
  matches: 'matches',
  exists: 'exists',
  notExists: 'does not exist',
  lessThan: 'is below',
  greaterThan: 'is above',
};

/** `status is 200`, for the message of an exported check. */
export function wordsOf({ source, expression, attribute, operator, value }: Assertion): string {
  const subject = [source, expression, attribute]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  const wanted = operator === 'exists' || operator === 'notExists' ? '' : ` ${JSON.stringify(value ?? null)}`;
  return `${subject} ${OPERATORS[operator]}${wanted}`;
}
