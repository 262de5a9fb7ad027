import type { Cookie } from '@/lib/model/cookie';
import type { AssertionResult } from '@/lib/model/run';
import type { Assertion } from '@/lib/model/sequence';
import { whyUnread } from './extract';
import { asText, queryJson } from './json';
import type { Outcome } from './outcome';
import { patternFound } from './pattern';

/** A response that is longer is shown from its beginning. */
const SHOWN_CHARACTERS = 500;

const SOURCES: Record<Assertion['source'], (assertion: Assertion, outcome: Outcome) => unknown> = {
  status: (_, outcome) => outcome.response?.status,
  header: ({ expression = '' }, outcome) => outcome.header(expression) ?? undefined,
  json: ({ expression }, outcome) =>
    outcome.json ? queryJson(outcome.json.value, expression || '$')[0] : undefined,
  body: (_, outcome) => outcome.text,
  cookie: ({ expression = '', attribute = 'value' }, outcome) =>
    attributeOf(outcome.cookie(expression), attribute),
  time(_, outcome) {
    const elapsed = outcome.response?.elapsedMs;
    return elapsed === undefined ? undefined : Math.round(elapsed);
  },
};

/** An attribute that the cookie does not have does not exist; a flag is always true or false. */
function attributeOf(cookie: Cookie | null, attribute: NonNullable<Assertion['attribute']>): unknown {
  return cookie?.[attribute] ?? undefined;
}

type Operator = (actual: unknown, wanted: unknown) => boolean;

const OPERATORS: Record<Assertion['operator'], Operator> = {
  exists: (actual) => actual !== undefined,
  notExists: (actual) => actual === undefined,
  equals: same,
  notEquals: (actual, wanted) => !same(actual, wanted),
  contains,
  notContains: (actual, wanted) => !contains(actual, wanted),
  matches: (actual, wanted) => actual !== undefined && patternFound(asText(wanted ?? ''), asText(actual)),
  lessThan: (actual, wanted) => actual !== undefined && Number(actual) < Number(wanted),
  greaterThan: (actual, wanted) => actual !== undefined && Number(actual) > Number(wanted),
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

/**
 * Checks one assertion; the actual value comes back with it (a long text cut at 500 characters). An expression that
 * cannot be read fails it, and the actual value is then the reason.
 */
export function checkAssertion(assertion: Assertion, outcome: Outcome): AssertionResult {
  try {
    const actual = SOURCES[assertion.source](assertion, outcome);
    const passed = OPERATORS[assertion.operator](actual, assertion.value);
    return { ...assertion, passed, actual: shown(actual) };
  } catch (error) {
    const { problem, ...code } = whyUnread(error);
    return { ...assertion, passed: false, actual: problem, ...code };
  }
}

function shown(actual: unknown): unknown {
  return typeof actual === 'string' ? actual.slice(0, SHOWN_CHARACTERS) : (actual ?? null);
}
