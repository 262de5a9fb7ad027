import { scanJson } from '@/components/exchange/json-scan';
import { MENTION } from './variable';

/** Where a text stops being what it should be. */
export interface Problem {
  /** offset into the text */
  at: number;
  message: string;
}

export type EditorLanguage = 'json' | 'xml' | 'html' | 'graphql' | 'text';

/** What is wrong with a text; null when nothing is, or nothing was typed. `{{variables}}` count as values. */
export function problemOf(text: string, language: EditorLanguage): Problem | null {
  if (text.trim() === '') return null;
  if (language === 'json') return jsonProblem(text);
  if (language === 'xml') return xmlProblem(text);
  return language === 'graphql' ? bracketProblem(text) : null;
}

/** `Line 2, column 5: …`, both counted from 1. */
export function problemWords(text: string, { at, message }: Problem): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `Line ${String(line)}, column ${String(at - before.lastIndexOf('\n'))}: ${message}`;
}

function jsonProblem(text: string): Problem | null {
  const filled = text.replace(MENTION, (name: string, _word, at: number) =>
    inString(text, at) ? name.replace(/[{}]/g, '_') : '0'.padEnd(name.length),
  );
  try {
    JSON.parse(filled);
    return null;
  } catch {
    // The browser's own message names no place in a short text.
    const { problem } = scanJson(filled);
    if (!problem) return { at: 0, message: 'a text in it holds a line break or a wrong escape' };
    if (problem.kind === 'early') return { at: problem.at, message: 'the end comes too early' };
    const found = text.charAt(problem.at);
    const dangling = /[\]}]/.test(found) && text.slice(0, problem.at).trimEnd().endsWith(',');
    const message = dangling
      ? `the comma before “${found}” is one too many`
      : `“${found}” does not belong here`;
    return { at: problem.at, message };
  }
}

function inString(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at).replace(/\\./g, '');
  return before.split('"').length % 2 === 0;
}

/** The browser's own parser, whose error names line and column; elsewhere nothing is said. */
function xmlProblem(text: string): Problem | null {
  if (typeof DOMParser === 'undefined') return null;
  const filled = text.replace(MENTION, (name: string) => name.replace(/[{}\s]/g, '_'));
  const parsed = new DOMParser().parseFromString(filled, 'application/xml');
  const said = parsed.querySelector('parsererror')?.textContent ?? '';
  if (said === '') return null;
  const [, line = '1', column = '1', message = 'this is not XML'] =
    /line (\d+) at column (\d+): ([^\n]*)/.exec(said) ?? [];
  const start =
    text
      .split('\n')
      .slice(0, Number(line) - 1)
      .join('\n').length + (line === '1' ? 0 : 1);
  return { at: Math.min(text.length, start + Number(column) - 1), message: message.trim() };
}

const CLOSES: Record<string, string> = { '}': '{', ')': '(', ']': '[' };

/** Of GraphQL only its brackets are checked; the server knows the rest. */
function bracketProblem(text: string): Problem | null {
  const open: { bracket: string; at: number }[] = [];
  const plain = text.replace(MENTION, (name: string) => '_'.repeat(name.length));
  for (const { 0: piece, index } of plain.matchAll(/"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|#.*|[{}()[\]]/g)) {
    if ('{(['.includes(piece)) open.push({ bracket: piece, at: index });
    else if (CLOSES[piece] !== undefined && open.pop()?.bracket !== CLOSES[piece])
      return { at: index, message: `“${piece}” closes nothing` };
  }
  const left = open.at(-1);
  return left ? { at: left.at, message: `“${left.bracket}” is never closed` } : null;
}
