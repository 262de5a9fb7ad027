/** A piece of a line of JSON; `plain` is punctuation and space. */
export interface Token {
  kind: 'key' | 'string' | 'number' | 'word' | 'plain';
  text: string;
}

const SCRAP = /"(?:[^"\\]|\\[^])*"?|[[\]{},:]|[^\s"[\]{},:]+/g;
const OPENS = new Set(['{', '[']);
const CLOSES = new Set(['}', ']']);

/**
 * Lays JSON out, two spaces deep, by its characters alone: long numbers, repeated keys and escapes stay as they
 * came, which `JSON.parse` would lose. What is not JSON comes out readable all the same. Answers its lines.
 */
export function jsonLines(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  let last = '';
  for (const [scrap] of text.matchAll(SCRAP)) {
    const closes = CLOSES.has(scrap);
    if (closes) depth = Math.max(0, depth - 1);
    if (breaksBefore(closes, last)) {
      lines.push(line);
      line = '  '.repeat(depth);
    }
    line += scrap === ':' ? ': ' : scrap;
    if (OPENS.has(scrap)) depth += 1;
    last = scrap;
  }
  lines.push(line);
  return lines;
}

/** A line ends after an opening bracket and a comma, and before a closing one, but `{}` and `[]` stay together. */
function breaksBefore(closes: boolean, last: string): boolean {
  if (closes) return last !== '' && !OPENS.has(last);
  return OPENS.has(last) || last === ',';
}

const PIECE = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|[^"\d\-tfn]+|./g;

/** Colours one laid-out line: no string of JSON reaches over a line's end. */
export function jsonTokens(line: string): Token[] {
  return [...line.matchAll(PIECE)].flatMap(tokensOf);
}

function tokensOf([whole, string, colon, number, word]: RegExpExecArray): Token[] {
  if (string !== undefined) {
    if (colon === undefined) return [{ kind: 'string', text: string }];
    return [
      { kind: 'key', text: string },
      { kind: 'plain', text: colon },
    ];
  }
  if (number !== undefined) return [{ kind: 'number', text: number }];
  return [{ kind: word === undefined ? 'plain' : 'word', text: whole }];
}
