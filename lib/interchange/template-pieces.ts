/** A stretch of text as it stands, or the name of a variable. */
export type Piece = { text: string; variable?: never } | { variable: string; text?: never };

/** `a{{b}}c` → `a`, variable `b`, `c`. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(/\{\{[ \t]*([^{}\s][^{}\r\n]{0,99})\}\}/g)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ variable: (match[1] ?? '').trimEnd() });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Names that a programming language accepts, one for each variable and never the same for two. */
export class Identifiers {
  readonly #names = new Map<string, string>();
  readonly #taken: Set<string>;

  /** @param reserved words that mean something already */
  constructor(reserved: readonly string[]) {
    this.#taken = new Set(reserved);
  }

  of(variable: string): string {
    const known = this.#names.get(variable);
    if (known !== undefined) return known;
    const base = variable.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?![A-Za-z_])/, '_');
    let name = base;
    for (let n = 2; this.#taken.has(name); n += 1) name = `${base}_${n}`;
    this.#taken.add(name);
    this.#names.set(variable, name);
    return name;
  }
}
