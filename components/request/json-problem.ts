/** Where typed JSON stops being JSON. Line and column count from 1. */
export interface JsonProblem {
  line: number;
  column: number;
  message: string;
}

const TEMPLATE = /\{\{\s*[A-Za-z_][\w.-]*\s*\}\}/g;

/**
 * What is wrong with JSON text; null when nothing is, or nothing was typed. A `{{variable}}` counts as a value, as
 * long as the blank it stands for has its length.
 */
export function jsonProblem(text: string): JsonProblem | null {
  if (text.trim() === '') return null;
  const filled = text.replace(TEMPLATE, (name, at: number) =>
    inString(text, at) ? name.replace(/[{}]/g, '_') : '0'.padEnd(name.length),
  );
  try {
    JSON.parse(filled);
    return null;
  } catch (error) {
    return located(filled, error instanceof Error ? error.message : '');
  }
}

function inString(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at).replace(/\\./g, '');
  return before.split('"').length % 2 === 0;
}

function located(text: string, message: string): JsonProblem {
  const position = /position (\d+)/.exec(message)?.[1];
  const at = position === undefined ? text.length : Number(position);
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const found = at < text.length ? `“${text.charAt(at)}” does not belong here` : 'the end comes too early';
  return { line, column, message: found };
}
