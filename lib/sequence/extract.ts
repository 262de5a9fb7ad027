import { RE2JS } from 're2js';
import type { Extract } from '@/lib/model/sequence';
import { asText, queryJson } from './json';
import type { Outcome } from './outcome';
import { firstByXPath } from './xpath';

/** What a step took: `problem` says why there is no value; `code` where it was not looked for to the end. */
export type Extracted =
  { value: string; problem?: never; code?: never } | { value: null; problem: string; code?: 'too_costly' };

type Source = (extract: Extract, outcome: Outcome) => string | null;

const SOURCES: Record<Extract['from'], Source> = {
  status: (_, outcome) => (outcome.response ? String(outcome.response.status) : null),
  header: (extract, outcome) => outcome.header(extract.expression),
  cookie: (extract, outcome) => outcome.cookie(extract.expression)?.value ?? null,
  json(extract, outcome) {
    const [first] = outcome.json ? queryJson(outcome.json.value, extract.expression) : [];
    return first === undefined ? null : asText(first);
  },
  regex(extract, outcome) {
    const matcher = RE2JS.compile(extract.expression).matcher(outcome.text);
    if (!matcher.find()) return null;
    return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  },
  css(extract, outcome) {
    const element = outcome.html(extract.expression).first();
    if (!element.length) return null;
    return extract.attribute === undefined
      ? element.text().trim()
      : (element.attr(extract.attribute) ?? null);
  },
  xpath: (extract, outcome) => firstByXPath(outcome.html, extract.expression),
};

/** Why a source answered nothing, for whoever wrote the expression. */
const NOTHING: Record<Extract['from'], (extract: Extract, outcome: Outcome) => string> = {
  status: () => 'There is no response.',
  header: ({ expression }) => `The response has no header ${expression}.`,
  cookie: ({ expression }) => `The jar has no cookie ${expression}.`,
  json: ({ expression }, { json }) =>
    json ? `Nothing in this JSON matches ${expression}.` : 'The body is not JSON.',
  regex: ({ expression }) => `Nothing in the body matches ${expression}.`,
  css: ({ expression, attribute }, { html }) =>
    attribute !== undefined && html(expression).length > 0
      ? `What ${expression} finds has no attribute ${attribute}.`
      : `No element matches ${expression}.`,
  xpath: ({ expression }) => `Nothing in the page matches ${expression}.`,
};

/**
 * Takes one value out of a step's outcome: the first match, or for a pattern with a group its first group.
 * A malformed expression is a problem in words, as is one that finds nothing.
 */
export function extractValue(extract: Extract, outcome: Outcome): Extracted {
  try {
    const value = SOURCES[extract.from](extract, outcome);
    if (value === null) return { value, problem: NOTHING[extract.from](extract, outcome) };
    return { value: extract.decode === 'percent' ? decodeURIComponent(value) : value };
  } catch (error) {
    return { value: null, ...whyUnread(error) };
  }
}

/** Why there was no answer to an expression: it is malformed, or it led deeper into a page than there is room for. */
export function whyUnread(error: unknown): { problem: string; code?: 'too_costly' } {
  if (error instanceof RangeError) {
    return { problem: 'What this finds is nested too deeply to be read.', code: 'too_costly' };
  }
  const message = error instanceof Error ? error.message : 'it makes no sense';
  return { problem: `The expression cannot be read: ${message}` };
}
