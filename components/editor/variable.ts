/** A name that `{{name}}` stands for here, and what it becomes. */
export interface Variable {
  name: string;
  /** null: a secret, which is not told */
  value: string | null;
  /** who gives the value, the strongest first */
  from: 'request' | 'session' | 'environment';
}

/** One `{{name}}` in a text: `[from, to)`. */
export interface Mention {
  from: number;
  to: number;
  name: string;
}

/** As the engine reads them: letters, digits, `_`, `.` and `-`, blanks around allowed. */
export const MENTION = /\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/g;

/** Every `{{name}}` of a text, in order. */
export function mentionsIn(text: string): Mention[] {
  if (!text.includes('{{')) return [];
  return [...text.matchAll(MENTION)].map(({ index, 0: whole, 1: name = '' }) => ({
    from: index,
    to: index + whole.length,
    name,
  }));
}

/** What is being typed between `{{` and the caret: where it begins, and so far. null: no variable is. */
export function beingTyped(text: string, caret: number): { from: number; typed: string } | null {
  const before = /\{\{\s*([\w.-]*)$/.exec(text.slice(Math.max(0, caret - 120), caret));
  if (!before) return null;
  const typed = before[1] ?? '';
  return { from: caret - typed.length, typed };
}

/** Puts a name in the place of what was typed so far, closed by `}}`, which may stand there already. */
export function completed(text: string, caret: number, name: string): { text: string; caret: number } {
  const from = beingTyped(text, caret)?.from ?? caret;
  const rest = text.slice(caret).replace(/^[\w.-]*\s*\}{0,2}/, '');
  const before = `${text.slice(0, from)}${name}}}`;
  return { text: before + rest, caret: before.length };
}

/** `token = abc, from the session`, or that nothing gives it a value. */
export function wordsFor(name: string, variables: readonly Variable[]): string {
  const variable = variables.find((one) => one.name === name);
  if (!variable) return `${name} has no value in this request, session or environment`;
  if (variable.value === null) return `${name} is a secret of the ${variable.from}`;
  const value = variable.value.length > 200 ? `${variable.value.slice(0, 200)}…` : variable.value;
  return `${name} = ${value === '' ? '(empty)' : value}, from the ${variable.from}`;
}
