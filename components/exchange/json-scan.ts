import { Columns, type JsonIndex, type ScanProblem } from './json-columns';

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const SCALAR = /-?\d[\d.eE+-]*|true|false|null/y;
/** What may yet become one. */
const BEGUN = /(?:-|tr?u?|fa?l?s?|nu?l?)$/y;

type Expect = 'value' | 'value or end' | 'key' | 'key or end' | 'separator' | 'nothing';

/** Indexes JSON in one pass without recursion, so that depth is no danger; stops at the first thing that is not JSON. */
export function scanJson(text: string): JsonIndex {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #nodes: Columns;
  #at = 0;
  #parent = -1;
  #keyFrom = -1;
  #keyTo = -1;
  #expect: Expect = 'value';
  #problem: ScanProblem | null = null;

  constructor(readonly text: string) {
    this.#nodes = new Columns(Math.max(64, text.length >> 5));
  }

  scan(): JsonIndex {
    while (this.#problem === null) {
      this.#skipBlank();
      if (this.#at >= this.text.length) break;
      this.#step(this.text.charCodeAt(this.#at));
    }
    if (this.#problem === null && this.#expect !== 'nothing') this.#fail('early');
    while (this.#parent !== -1) this.#close(this.text.length);
    return this.#nodes.index(this.#problem);
  }

  #skipBlank() {
    for (; this.#at < this.text.length; this.#at += 1) {
      const code = this.text.charCodeAt(this.#at);
      // A byte order mark may stand before the first value (RFC 8259 §8.1).
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9 && code !== 0xfeff) return;
    }
  }

  #step(code: number) {
    switch (this.#expect) {
      case 'value':
      case 'value or end':
        if (code === CLOSE_ARRAY && this.#expect === 'value or end') return this.#endContainer();
        return this.#value(code);
      case 'key':
      case 'key or end':
        if (code === CLOSE_OBJECT && this.#expect === 'key or end') return this.#endContainer();
        return this.#key(code);
      case 'separator':
        return this.#separator(code);
      case 'nothing':
        return this.#fail('unexpected');
    }
  }

  #value(code: number) {
    if (code === OPEN_OBJECT) return this.#open(0, 'key or end');
    if (code === OPEN_ARRAY) return this.#open(1, 'value or end');
    if (code === QUOTE) return this.#string();
    SCALAR.lastIndex = this.#at;
    const found = SCALAR.exec(this.text)?.[0];
    BEGUN.lastIndex = this.#at;
    if (found === undefined) return this.#fail(BEGUN.test(this.text) ? 'early' : 'unexpected');
    this.#leaf(/^[tfn]/.test(found) ? 4 : 3, this.#at + found.length);
    this.#afterValue();
  }

  #string() {
    this.#leaf(2, this.#stringEnd());
    if (this.#problem === null) this.#afterValue();
  }

  #key(code: number) {
    if (code !== QUOTE) return this.#fail('unexpected');
    const from = this.#at;
    const to = this.#stringEnd();
    this.#at = to;
    this.#skipBlank();
    if (this.#problem !== null || this.#at >= this.text.length) return this.#fail('early');
    if (this.text.charCodeAt(this.#at) !== COLON) return this.#fail('unexpected');
    this.#at += 1;
    this.#keyFrom = from;
    this.#keyTo = to;
    this.#expect = 'value';
  }

  #separator(code: number) {
    const inObject = this.#nodes.kind[this.#parent] === 0;
    if (code === COMMA) {
      this.#at += 1;
      this.#expect = inObject ? 'key' : 'value';
    } else if (code === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) this.#endContainer();
    else this.#fail('unexpected');
  }

  #open(kind: number, expect: Expect) {
    this.#parent = this.#add(kind, this.#at + 1);
    this.#at += 1;
    this.#expect = expect;
  }

  #leaf(kind: number, to: number) {
    this.#add(kind, to);
    this.#at = to;
  }

  #add(kind: number, to: number): number {
    const id = this.#nodes.add(kind, this.#parent, this.#at, to, this.#keyFrom, this.#keyTo);
    this.#keyFrom = -1;
    this.#keyTo = -1;
    return id;
  }

  #endContainer() {
    this.#at += 1;
    this.#close(this.#at);
    this.#afterValue();
  }

  #close(to: number) {
    this.#parent = this.#nodes.close(this.#parent, to);
  }

  #afterValue() {
    this.#expect = this.#parent === -1 ? 'nothing' : 'separator';
  }

  /** The offset after the closing quote of the string at hand; the text's end when it has none. */
  #stringEnd(): number {
    const { text } = this;
    for (let at = this.#at + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) return at + 1;
      if (code === BACKSLASH) at += 1;
    }
    this.#fail('early');
    return text.length;
  }

  #fail(kind: ScanProblem['kind']) {
    this.#problem ??= { at: kind === 'early' ? this.text.length : this.#at, kind };
  }
}
