import type { Assertion, Extract } from '@/lib/model/sequence';

type Values = Readonly<Record<string, string>>;

/** Puts variables into a text that looks at a response; a name that nothing has stays as it was typed. */
function fillText(text: string, values: Values): string {
  if (!text.includes('{{')) return text;
  return text.replace(/\{\{[ \t]*([^{}\s][^{}\r\n]{0,99})\}\}/g, (typed, name: string) =>
    Object.hasOwn(values, name.trimEnd()) ? (values[name.trimEnd()] ?? typed) : typed,
  );
}

/** An extract whose expression may name what earlier steps took. */
export function filledExtract(extract: Extract, values: Values): Extract {
  const expression = fillText(extract.expression, values);
  return expression === extract.expression ? extract : { ...extract, expression };
}

/** A check whose expression and wanted text may name what earlier steps took. */
export function filledAssertion(assertion: Assertion, values: Values): Assertion {
  const { expression, value } = assertion;
  return {
    ...assertion,
    ...(expression === undefined ? {} : { expression: fillText(expression, values) }),
    ...(typeof value === 'string' ? { value: fillText(value, values) } : {}),
  };
}
