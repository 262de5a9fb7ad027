import { lastAtMost, offsetsOf } from './find-text';
import { tokensOf, type Syntax, type Token } from './syntax';

/** One row of text as it is drawn: a line, or a piece of a line that is too long for the view. */
export interface TextRow {
  /** the line's number from 1; null for a piece that goes on from the row above */
  line: number | null;
  /** blanks to stand before a piece that goes on */
  indent: number;
  tokens: Token[];
}

export interface TextSize {
  rows: number;
  lines: number;
  /** false when there are more rows than a browser can scroll through */
  complete: boolean;
}

const MOST_ROWS = 700_000;
const TAB = 4;
/** Longer lines keep one colour: their tokens would have to be found anew for each of their rows. */
const COLOURED = 20_000;

/** Text cut into rows of a width in characters, each of one height, so that any row is found at once. */
export class TextRows {
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  /** the line's number, negative for a piece that goes on */
  readonly #line: number[] = [];
  readonly #indent: number[] = [];
  #lines = 0;
  #found: number[] = [];
  #foundLength = 0;

  constructor(
    readonly text: string,
    readonly columns: number,
    readonly syntax: Syntax,
  ) {
    for (let from = 0; from <= text.length && this.#from.length < MOST_ROWS;) {
      const to = lineEnd(text, from);
      this.#lines += 1;
      this.#wrap(from, to);
      from = to + (text.startsWith('\r\n', to) ? 2 : 1);
    }
  }

  size(): TextSize {
    return { rows: this.#from.length, lines: this.#lines, complete: this.#from.length < MOST_ROWS };
  }

  /** The rows of `[from, to)`. */
  rows(from: number, to: number): TextRow[] {
    const last = Math.min(to, this.#from.length);
    return Array.from({ length: Math.max(0, last - from) }, (_, at) => this.#row(from + at));
  }

  /** The row of each place where a text occurs. */
  find(text: string): number[] {
    this.#found = offsetsOf(this.text, text);
    this.#foundLength = text.length;
    return this.#found.map((at) => lastAtMost(this.#from, this.#from.length, at));
  }

  #wrap(from: number, to: number) {
    let start = from;
    let width = 0;
    let indent = 0;
    const push = (end: number, goesOn: boolean) => {
      this.#from.push(start);
      this.#to.push(end);
      this.#line.push(goesOn ? -this.#lines : this.#lines);
      this.#indent.push(goesOn ? indent : 0);
    };
    for (let at = from; at < to; at += 1) {
      const code = this.text.charCodeAt(at);
      const wide = code === 9 ? TAB - (width % TAB) : code < 0x590 ? 1 : 2;
      if (width + wide > this.columns && at > start && !isLowSurrogate(code)) {
        push(at, start !== from);
        indent = indent || this.#hanging(from);
        start = at;
        width = indent;
      }
      width += wide;
    }
    push(to, start !== from);
  }

  /** A wrapped line of laid-out text goes on under its own beginning. */
  #hanging(from: number): number {
    let blanks = 0;
    while (this.text.charCodeAt(from + blanks) === 32) blanks += 1;
    return this.syntax === 'plain' ? 0 : Math.min(blanks + 2, this.columns >> 1);
  }

  #row(index: number): TextRow {
    const [from, to, line] = [this.#from[index] ?? 0, this.#to[index] ?? 0, this.#line[index] ?? 0];
    return {
      line: line > 0 ? line : null,
      indent: this.#indent[index] ?? 0,
      tokens: marked(this.#tokens(index, from, to), from, this.#found, this.#foundLength),
    };
  }

  #tokens(index: number, from: number, to: number): Token[] {
    let first = index;
    while (first > 0 && (this.#line[first] ?? 0) < 0) first -= 1;
    const start = this.#from[first] ?? from;
    if (this.syntax === 'plain' || to - start > COLOURED) {
      return [{ kind: 'text', text: this.text.slice(from, to) }];
    }
    return cut(
      tokensOf(this.text.slice(start, lineEnd(this.text, to)), this.syntax),
      from - start,
      to - start,
    );
  }
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

/** The part `[from, to)` of a line's tokens. */
function cut(tokens: readonly Token[], from: number, to: number): Token[] {
  let at = 0;
  return tokens.flatMap((token) => {
    const start = at;
    at += token.text.length;
    const text = token.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return text === '' ? [] : [{ ...token, text }];
  });
}

/** The tokens of a row that begins at `from`, with what was found set apart. */
function marked(tokens: readonly Token[], from: number, found: readonly number[], length: number): Token[] {
  if (found.length === 0) return [...tokens];
  const to = from + tokens.reduce((sum, { text }) => sum + text.length, 0);
  const marks: [number, number][] = [];
  for (let at = Math.max(0, lastAtMost(found, found.length, from - length)); at < found.length; at += 1) {
    const start = found[at] ?? Infinity;
    if (start >= to) break;
    if (start + length > from) marks.push([Math.max(0, start - from), Math.min(to, start + length) - from]);
  }
  let left: readonly Token[] = tokens;
  for (const [start, end] of marks) {
    const whole = to - from;
    const hit = cut(left, start, end).map((token) => ({ ...token, found: true }));
    left = [...cut(left, 0, start), ...hit, ...cut(left, end, whole)];
  }
  return [...left];
}
