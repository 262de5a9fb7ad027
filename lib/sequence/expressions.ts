import { parseHtml } from './html';
import { jsonPathFault } from './json';
import { patternFault } from './pattern';
import { xpathFault } from './xpath';
import type { Assertion, Extract, Step } from '@/lib/model/sequence';

type Language = Extract['from'] | Assertion['source'];

/** What is wrong with an expression, by the language it is in; these name a thing instead and can only be empty. */
const FAULTS: Partial<Record<Language, (expression: string) => string | null>> = {
  json: jsonPathFault,
  regex: patternFault,
  css: cssFault,
  xpath: xpathFault,
};
const NAMED: Partial<Record<Language, string>> = {
  header: 'Name the header.',
  cookie: 'Name the cookie.',
  regex: 'Type the pattern to look for.',
  css: 'Type a selector, like input[name=csrf].',
  xpath: 'Type an expression, like //input[@name="csrf"]/@value.',
};
const WORDS: Partial<Record<Language, string>> = {
  json: 'This is not a JSONPath',
  regex: 'This is not a pattern',
  css: 'This is not a CSS selector',
  xpath: 'This is not an XPath expression',
};

/**
 * What is wrong with an expression, in a sentence for beside its field; null: nothing, or a `{{variable}}` in it
 * decides only when it runs.
 */
export function expressionFault(language: Language, expression: string): string | null {
  if (expression.includes('{{')) return null;
  if (expression.trim() === '') return NAMED[language] ?? null;
  const fault = FAULTS[language]?.(expression);
  return fault ? `${WORDS[language] ?? 'This cannot be read'}: ${fault}` : null;
}

function cssFault(selector: string): string | null {
  try {
    parseHtml('')(selector);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'it cannot be read';
  }
}

/** Every expression at fault in steps, each with its place as the API names it: `steps.0.extract.1.expression`. */
export function faultsOfSteps(
  steps: readonly Pick<Step, 'extract' | 'assert'>[],
): { path: string; message: string }[] {
  return steps.flatMap(({ extract, assert }, step) => [
    ...extract.flatMap(({ from, expression }, n) =>
      faultAt(`steps.${step}.extract.${n}.expression`, expressionFault(from, expression)),
    ),
    ...assert.flatMap((check, n) => faultsOfCheck(check, `steps.${step}.assert.${n}`)),
  ]);
}

function faultsOfCheck({ source, expression = '', operator, value }: Assertion, path: string) {
  const whole = source === 'json' && expression === '' ? null : expressionFault(source, expression);
  const pattern =
    operator === 'matches' && typeof value === 'string' ? expressionFault('regex', value) : null;
  return [...faultAt(`${path}.expression`, whole), ...faultAt(`${path}.value`, pattern)];
}

function faultAt(path: string, message: string | null): { path: string; message: string }[] {
  return message === null ? [] : [{ path, message }];
}
