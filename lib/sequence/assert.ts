import type { AssertionResult } from '@/lib/model/run';
import type { Assertion } from '@/lib/model/sequence';
import { asText, queryJson } from './json';
import type { Outcome } from './outcome';

const SOURCES: Record<Assertion['source'], (expression: string, outcome: Outcome) => unknown> = {
  status: (_, outcome) => outcome.exchange.response?.status,
  header: (expression, outcome) => outcome.header(expression) ?? undefined,
  json: (expression, outcome) =>
    outcome.json ? queryJson(outcome.json.value, expression || '$')[0] : undefined,
  body: (_, outcome) => outcome.text,
  cookie: (expression, outcome) => outcome.cookie(expression)?.value,
  time: (_, outcome) => Math.round(outcome.exchange.timings.totalMs),
};

type Operator = (actual: unknown, wanted: unknown) => boolean;

const OPERATORS: Record<Assertion['operator'], Operator> = {
  exists: (actual) => actual !== undefined,
  notExists: (actual) => actual === undefined,
  equals: same,
  notEquals: (actual, wanted) => !same(actual, wanted),
  contains,
  notContains: (actual, wanted) => !contains(actual, wanted),
  lessThan: (actual, wanted) => Number(actual) < Number(wanted),
  greaterThan: (actual, wanted) => Number(actual) > Number(wanted),
};

/** Equal as JSON, or as text where one side came from a text field ("200" and 200). */
function same(actual: unknown, wanted: unknown): boolean {
  if (actual === undefined) return false;
  return JSON.stringify(actual) === JSON.stringify(wanted) || asText(actual) === asText(wanted ?? null);
}

function contains(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((item) => same(item, wanted));
  return actual !== undefined && asText(actual).includes(asText(wanted ?? ''));
}

/** Checks one assertion; the actual value comes back with it (a long text cut at 500 characters). */
export function checkAssertion(assertion: Assertion, outcome: Outcome): AssertionResult {
  let actual: unknown;
  try {
    actual = SOURCES[assertion.source](assertion.expression ?? '', outcome);
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'the expression cannot be read';
    return { ...assertion, passed: false, actual: problem };
  }
  const passed = OPERATORS[assertion.operator](actual, assertion.value);
  return {
    ...assertion,
    passed,
    actual: typeof actual === 'string' ? actual.slice(0, 500) : (actual ?? null),
  };
}
