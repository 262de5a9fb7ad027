import { secretSpans } from './secret-spans';
import { keyShaped } from './secrets';

/** Shorter ones would be found inside ordinary words; they count where they stand alone. */
const TELLING_LENGTH = 6;
const SHORTEST = 3;
/** Requests are full of these words, so that finding one gives nothing away, even where it is a password too. */
const ORDINARY =
  /^(pass(word|wd|phrase|code)|((access|refresh|client)[-_]?)?(token|secret)|api[-_]?key|bearer|basic|admin(istrator)?|root|user|guest|test|demo|true|false|null|none|get|post)$/i;
const MOST_LAYERS = 4;
/** Base64 of fewer characters holds no key and no assignment. */
const LEAST_TELLING = 16;

/** A piece of a text that gives a known secret away: the secret itself (`whole: false`), or an encoded text around it. */
export interface KnownSpan {
  start: number;
  end: number;
  /** the secret as it was found before; for an encoded one the encoded text */
  secret: string;
}

/**
 * Secrets that were found in one place and must not stand in another: as they are, percent-encoded, JSON- or
 * HTML-escaped (each character for itself, once or several times), and inside base64 or hexadecimal text, in any mix.
 */
export class KnownSecrets {
  readonly #long: readonly string[];
  readonly #short: ReadonlySet<string>;
  /** the least that base64 makes of the shortest secret */
  readonly #least: number;
  readonly #patterns = new Map<string, RegExp>();

  /** `names` are field names under which something was found: a value that is spelled as one is no secret by itself. */
  constructor(secrets: Iterable<string>, names: ReadonlySet<string> = new Set()) {
    const counted = [...secrets].filter(
      (secret) => secret.length >= SHORTEST && !ORDINARY.test(secret) && !names.has(secret),
    );
    this.#long = counted
      .filter((secret) => secret.length >= TELLING_LENGTH)
      .toSorted((a, b) => b.length - a.length);
    this.#least = Math.min(LEAST_TELLING, Math.ceil(((this.#long.at(-1)?.length ?? LEAST_TELLING) * 4) / 3));
    this.#short = new Set(counted.filter((secret) => secret.length < TELLING_LENGTH));
  }

  /** Where `text` gives one away, in no order, perhaps overlapping. */
  spans(text: string): KnownSpan[] {
    if (this.#short.has(text.trim())) return [{ start: 0, end: text.length, secret: text.trim() }];
    const found: KnownSpan[] = [];
    for (const secret of this.#long) {
      for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length))
        found.push({ start: at, end: at + secret.length, secret });
    }
    if (/[%\\&+]/.test(text)) found.push(...this.#escaped(text));
    found.push(...this.#packed(text));
    return found;
  }

  /** Whether a text, whatever it is wrapped in, gives one away. */
  within(text: string, layers = MOST_LAYERS): boolean {
    if (this.#long.some((secret) => text.includes(secret))) return true;
    if (layers === 0) return false;
    const unwrapped = [percentDecoded(text), spaced(text), unescaped(text)].filter((one) => one !== text);
    if (unwrapped.some((one) => this.within(one, layers - 1))) return true;
    return this.#packedPieces(text).some(({ piece }) => this.#unpacks(piece, layers - 1));
  }

  #escaped(text: string): KnownSpan[] {
    const plain = [text, spaced(text)].flatMap((one) => {
      const once = unescaped(percentDecoded(one));
      return [percentDecoded(one), unescaped(one), once, unescaped(percentDecoded(once))];
    });
    const inside = this.#long.filter((secret) => plain.some((one) => one.includes(secret)));
    return inside.flatMap((secret) =>
      [...text.matchAll(this.#pattern(secret))].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        secret,
      })),
    );
  }

  #pattern(secret: string): RegExp {
    const known = this.#patterns.get(secret);
    if (known) return known;
    const pattern = new RegExp(Array.from(secret, anySpelling).join(''), 'gi');
    this.#patterns.set(secret, pattern);
    return pattern;
  }

  #packed(text: string): KnownSpan[] {
    return this.#packedPieces(text)
      .filter(({ piece }) => this.#unpacks(piece, MOST_LAYERS - 1))
      .map(({ start, piece }) => ({ start, end: start + piece.length, secret: piece }));
  }

  #packedPieces(text: string): { start: number; piece: string }[] {
    return [...text.matchAll(/[\w+/-]{8,}={0,2}/g)]
      .filter((match) => match[0].length >= this.#least)
      .map((match) => ({ start: match.index, piece: match[0] }));
  }

  /** Base64 may begin at any of four places in what looks like it, as `/` and letters belong to its alphabet. */
  #unpacks(piece: string, layers: number): boolean {
    const texts = [0, 1, 2, 3].map((skip) => Buffer.from(piece.slice(skip), 'base64').toString('utf8'));
    if (tellsByItself(texts[0] ?? '')) return true;
    if (/^(?:[0-9a-f]{2})+$/i.test(piece)) texts.push(Buffer.from(piece, 'hex').toString('utf8'));
    return texts.some((one) => this.within(one, layers));
  }
}

/** A base64 text is a secret also when what it holds looks like one: a key, or an assignment to a telling name. */
function tellsByItself(text: string): boolean {
  if (/[^\t\n\r\x20-\x7e]/.test(text)) return false;
  return keyShaped(text) !== null || secretSpans(text).length > 0;
}

/**
 * One character plain, percent-encoded, as a JSON escape or as an HTML entity, behind backslashes that may themselves be
 * percent-encoded; `%25` may stand for `%`.
 */
function anySpelling(char: string): string {
  const percent = [...Buffer.from(char, 'utf8')]
    .map((byte) => `%(?:25)*${byte.toString(16).padStart(2, '0')}`)
    .join('');
  const units = Array.from({ length: char.length }, (_, at) => char.charCodeAt(at));
  const json = units.map((unit) => `u${unit.toString(16).padStart(4, '0')}`).join(`${BACKSLASH}+`);
  const code = char.codePointAt(0) ?? 0;
  const html = `&(?:amp;)*#(?:x0*${code.toString(16)}|0*${code});?`;
  const named = NAMED[char];
  const spellings = [quoted(char), percent, json, html, ...(named ? [named] : [])];
  return `${BACKSLASH}{0,8}(?:${spellings.join('|')})`;
}

const BACKSLASH = String.raw`(?:\\|%(?:25)*5c)`;
const NAMED: Readonly<Record<string, string>> = {
  '&': '&(?:amp;)+',
  '<': '&(?:amp;)*lt;',
  '>': '&(?:amp;)*gt;',
  '"': '&(?:amp;)*quot;',
  "'": '&(?:amp;)*apos;',
  ' ': String.raw`\+`,
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
};

function quoted(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** As a form would read it. */
function spaced(text: string): string {
  return text.replaceAll('+', ' ');
}

function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    return Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8');
  });
}

const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const ENTITY: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** JSON escapes and HTML entities undone. A run of backslashes is looked at from its first one alone: it may be long. */
function unescaped(text: string): string {
  if (!/[\\&]/.test(text)) return text;
  return text
    .replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\+([nrtbf"'/\\])/g, (_, char: string) => SHORT[char] ?? char)
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => codePoint(parseInt(hex, 16)))
    .replace(/&#(\d{1,7});?/g, (_, digits: string) => codePoint(Number(digits)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITY[name] ?? '');
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
