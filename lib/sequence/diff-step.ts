import type { Exchange } from '@/lib/model/exchange';
import type { DiffPart, DiffRow } from '@/lib/model/run-diff';
import type { AssertionResult, StepResult } from '@/lib/model/run';
import { diffBody } from './diff-body';
import { diffCookies } from './diff-cookies';
import { diffJson } from './diff-json';
import { compareValues, toPart } from './diff-row';
import { asText } from './json';
import { Masks } from './mask';

/** A time counts as another from twice as long and this much more. */
const SLOWER_MS = 250;
/** What was asked for is compared as it stands: there is nothing volatile in it. */
const NO_MASKS = new Masks([]);

/** A step of one run for comparing: its result with the body whole, as far as it is text, and its bytes. */
export interface ComparedStep {
  result: StepResult;
  body: Uint8Array;
}

/** Everything that is compared of a step that both runs have. */
export function diffStep(a: ComparedStep, b: ComparedStep, masks: Masks): DiffPart[] {
  const [before, after] = [a.result.exchange, b.result.exchange];
  return [
    ...toPart('asked', diffAsked(a.result, b.result)),
    ...toPart('status', diffStatus(before, after)),
    ...(before && after ? diffExchanges(before, after, masks) : []),
    ...toPart('checks', diffChecks(a.result, b.result)),
    ...(before?.response && after?.response
      ? [...toPart('headers', diffHeaders(before, after, masks)), ...toPart('body', diffBody(a, b, masks))]
      : []),
    ...(before && after ? toPart('time', [diffTime(before, after)]) : []),
  ];
}

function diffExchanges(before: Exchange, after: Exchange, masks: Masks): DiffPart[] {
  return [
    ...toPart('hops', diffHops(before, after, masks)),
    ...toPart('cookies', diffCookies(before, after, masks)),
  ];
}

function diffAsked(a: StepResult, b: StepResult): DiffRow[] {
  const name = compareValues('name', a.name, b.name);
  const rows = diffJson(a.request, b.request, NO_MASKS).map((row) => ({ ...row, place: null }));
  return [...(name.word === 'same' ? [] : [name]), ...rows];
}

function diffStatus(before: Exchange | null, after: Exchange | null): DiffRow[] {
  return [compareValues('status', outcomeOf(before), outcomeOf(after))];
}

/** `302`, or why there is no response. */
function outcomeOf(exchange: Exchange | null): string {
  const { response, error } = exchange ?? {};
  if (error) return error.reason ? `${error.code} (${error.reason})` : error.code;
  return response ? String(response.status) : 'no response';
}

/** The redirects on the way, by where they lead. */
function diffHops(before: Exchange, after: Exchange, masks: Masks): DiffRow[] {
  const [a, b] = [before.history.map(hopWords), after.history.map(hopWords)];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) =>
    compareValues(`redirect ${index + 1}`, a[index] ?? null, b[index] ?? null, {
      masks,
      on: 'header',
      name: 'location',
    }),
  );
}

function hopWords({ response }: Exchange['history'][number]): string {
  const location = response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
  return `${response.status} to ${location}`;
}

/** Headers by name, whatever its case and their order; those of one name together. Set-Cookie has a part of its own. */
function diffHeaders(before: Exchange, after: Exchange, masks: Masks): DiffRow[] {
  const [a, b] = [headersOf(before), headersOf(after)];
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names].map((name) =>
    compareValues(name, a.get(name) ?? null, b.get(name) ?? null, { masks, on: 'header', name }),
  );
}

function headersOf({ response }: Exchange): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [spelled, value] of response?.headers ?? []) {
    const name = spelled.toLowerCase();
    if (name === 'set-cookie') continue;
    const known = headers.get(name);
    headers.set(name, known === undefined ? value : `${known}, ${value}`);
  }
  return headers;
}

/** Checks that both runs made, and whether what was taken was found. */
function diffChecks(a: StepResult, b: StepResult): DiffRow[] {
  const [was, is] = [checksOf(a), checksOf(b)];
  return [...was].flatMap(([where, before]) => {
    const after = is.get(where);
    return after === undefined ? [] : [compareValues(where, before, after)];
  });
}

function checksOf({ assertions, extracted }: StepResult): Map<string, string> {
  return new Map([
    ...assertions.map((check): [string, string] => [
      checkName(check),
      check.passed ? 'holds' : 'does not hold',
    ]),
    ...extracted.map(({ variable, value }): [string, string] => [
      `take ${variable}`,
      value === null ? 'nothing found' : 'found',
    ]),
  ]);
}

const OPERATORS: Record<AssertionResult['operator'], string> = {
  equals: 'is',
  notEquals: 'is not',
  contains: 'contains',
  notContains: 'does not contain',
  exists: 'exists',
  notExists: 'does not exist',
  matches: 'matches',
  lessThan: 'is below',
  greaterThan: 'is above',
};

function checkName({ source, expression, operator, value }: AssertionResult): string {
  const subject = [source === 'json' ? '' : source, expression ?? ''].filter(Boolean).join(' ');
  return [subject || '$', OPERATORS[operator], value === undefined ? '' : asText(value)].join(' ').trim();
}

function diffTime(before: Exchange, after: Exchange): DiffRow {
  const [a, b] = [totalOf(before), totalOf(after)];
  const apart = Math.max(a, b) >= 2 * Math.min(a, b) && Math.abs(a - b) >= SLOWER_MS;
  const row = compareValues('total', `${Math.round(a)} ms`, `${Math.round(b)} ms`);
  return { ...row, word: apart ? 'changed' : 'same' };
}

/** All hops together, as someone waits for them. */
function totalOf({ history, timings }: Exchange): number {
  return history.reduce((sum, hop) => sum + hop.timings.totalMs, timings.totalMs);
}
