import type { Assertion } from '@/lib/model/sequence';
import { pathOfPointer } from './lookups';

interface Criterion {
  condition: string;
  context?: string | undefined;
  type?: string | undefined;
}

const OPERATORS: Readonly<Record<string, Assertion['operator']>> = {
  '==': 'equals',
  '!=': 'notEquals',
  '<': 'lessThan',
  '>': 'greaterThan',
};
const SIMPLE = /^(\$[^\s=!<>]+)\s*(==|!=|<|>)\s*(.+)$/s;

/**
 * The checks of one criterion (Arazzo §4.6.9): a comparison or several joined by `&&`, a pattern, or a JSONPath that has to
 * find something.
 * @param filled puts our variables in place of theirs
 */
export function checksOf(
  { condition, context = '', type = 'simple' }: Criterion,
  filled: (text: string) => string,
  warn: (sentence: string) => void,
): Assertion[] {
  const checks =
    type === 'simple'
      ? condition.split('&&').map((part) => comparison(part.trim(), filled))
      : [lookup(condition, context, type)];
  if (checks.every((check) => check !== null)) return checks;
  warn(`its criterion ${condition} is left out`);
  return [];
}

function comparison(condition: string, filled: (text: string) => string): Assertion | null {
  const [, left = '', sign = '', right = ''] = SIMPLE.exec(condition) ?? [];
  const source = sourceOf(left);
  const operator = OPERATORS[sign];
  if (!source || !operator) return null;
  const { from, expression } = source;
  return {
    source: from,
    ...(from === 'status' ? {} : { expression }),
    operator,
    value: literal(right, filled),
  };
}

function literal(text: string, filled: (text: string) => string): NonNullable<Assertion['value']> {
  const [, quoted] = /^'((?:[^']|'')*)'$/s.exec(text) ?? [];
  if (quoted !== undefined) return filled(quoted.replaceAll("''", "'"));
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(text))
    return JSON.parse(text) as NonNullable<Assertion['value']>;
  return filled(text);
}

function lookup(condition: string, context: string, type: string): Assertion | null {
  if (type === 'regex') {
    if (context === '$response.body') return { source: 'body', operator: 'matches', value: condition };
    const source = sourceOf(context);
    return (
      source && { source: source.from, expression: source.expression, operator: 'matches', value: condition }
    );
  }
  if (type === 'jsonpath' && context === '$response.body')
    return { source: 'json', expression: condition, operator: 'exists' };
  return null;
}

/** What a runtime expression over the response looks at, in our words. */
export function sourceOf(
  expression: string,
): { from: 'status' | 'header' | 'json'; expression: string } | null {
  if (expression === '$statusCode') return { from: 'status', expression: '' };
  const [, header] = /^\$response\.header\.([\w-]+)$/.exec(expression) ?? [];
  if (header !== undefined) return { from: 'header', expression: header };
  const [, pointer] = /^\$response\.body(?:#(\/.*)?)?$/s.exec(expression) ?? [];
  if (!expression.startsWith('$response.body')) return null;
  return { from: 'json', expression: pathOfPointer(pointer ?? '') };
}
