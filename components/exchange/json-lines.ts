/** A piece of a line of JSON; `plain` is punctuation and space. */
export interface Token {
  kind: 'key' | 'string' | 'number' | 'word' | 'plain';
  text: string;
}

/**
 * Lays JSON out, two spaces deep, by its characters alone: long numbers, repeated keys and escapes stay as they
 * came, which `JSON.parse` would lose. What is not JSON comes out readable all the same. Answers its lines.
 */
export function jsonLines(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const flush = () => {
    lines.push(line);
    line = '  '.repeat(Math.max(0, depth));
  };
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\[^])*"?|[[\]{},:]|[^\s"[\]{},:]+/g)) {
    const last = line.at(-1);
    if (piece === '}' || piece === ']') {
      depth -= 1;
      if (last === '{' || last === '[') line += piece;
      else {
        flush();
        line += piece;
      }
      continue;
    }
    if (last === '{' || last === '[' || last === ',') flush();
    line += piece === ':' ? ': ' : piece;
    if (piece === '{' || piece === '[') depth += 1;
  }
  lines.push(line);
  return lines;
}

const PIECE = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|[^"\d\-tfn]+|./g;

/** Colours one laid-out line: no string of JSON reaches over a line's end. */
export function jsonTokens(line: string): Token[] {
  const tokens: Token[] = [];
  for (const match of line.matchAll(PIECE)) {
    const [whole, string, colon, number, word] = match;
    if (string !== undefined) {
      tokens.push({ kind: colon === undefined ? 'string' : 'key', text: string });
      if (colon !== undefined) tokens.push({ kind: 'plain', text: colon });
    } else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'plain', text: whole });
  }
  return tokens;
}
