import { keyPattern, kindByName, kindByParam, type SecretKind } from './secrets';

/** A secret inside a text: where it stands, and the name that gave it away, if one did. */
export interface Span {
  start: number;
  end: number;
  kind: SecretKind;
  name: string;
}

/** `scheme://user:password@`, and `scheme://token@` */
const USERINFO = /\b[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^\s/?#@:"'<>{}]{0,200}:)?([^\s/?#@"'<>]{1,500})@/dgi;
const SCHEME = /\b(?:Bearer|Basic|Digest|Negotiate)\s+([\w.~+/=-]{6,})/dg;
/** `name: value`, `"name":"value"`, `name='value'`, `name => value`; a Cookie header is taken to the end of its line. */
const ASSIGNED =
  /(?<![\w-])(["']?)([a-z_][\w.-]{0,80})\1\s*(?:=>|[:=])\s*(?!\/\/)(?:"((?:[^"\\\r\n]|\\.)+)"|'((?:[^'\\\r\n]|\\.)+)'|([^\s"'&;,<>(){}[\]]+))/dgi;
const COOKIE_LINE = /\b(?:set-)?cookie:[ \t]*([^\r\n"'<>]+)/dgi;
/** `<input name="password" value="…">`, either way round */
const FIELD = /<(?:input|meta|option|button|textarea)\b[^>]{0,2000}>/gi;
const ATTRIBUTE = /\b(name|id|value|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/dgi;
/** What stands after `password:` in a form or a schema and is no password. */
const NO_VALUE = /^(?:true|false|null|none|undefined|string|text|required|bearer|basic|digest|\d{1,2})$/i;
/** What was replaced before. */
const REPLACED = /\{\{[^{}]*\}\}|•••\d/;

/** Everything in a text that looks like a secret by its form or by the name before it; in order, none in another. */
export function secretSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(keyPattern()))
    spans.push({ start: match.index, end: match.index + match[0].length, kind: 'token', name: '' });
  for (const match of text.matchAll(USERINFO)) add(spans, match, 1, 'password', 'password');
  for (const match of text.matchAll(SCHEME)) add(spans, match, 1, 'authorization', 'Authorization');
  for (const match of text.matchAll(COOKIE_LINE)) add(spans, match, 1, 'cookie', 'cookie');
  for (const match of text.matchAll(ASSIGNED)) addAssigned(spans, match, text);
  if (text.includes('<')) addFields(spans, text);
  return withoutOverlaps(spans.filter(({ start, end }) => !REPLACED.test(text.slice(start, end))));
}

function add(spans: Span[], match: RegExpExecArray, group: number, kind: SecretKind, name: string): void {
  const at = match.indices?.[group];
  if (at) spans.push({ start: at[0], end: at[1], kind, name });
}

function addAssigned(spans: Span[], match: RegExpExecArray, text: string): void {
  const name = match[2] ?? '';
  const inUrl = /[?&]/.test(text.charAt(match.index - 1));
  const kind = inUrl ? kindByParam(name) : kindByName(name);
  const { value, at } = quotedGroup(match, [3, 4, 5]);
  if (!kind || NO_VALUE.test(value)) return;
  const [beforeHash = ''] = value.split('#', 1);
  spans.push({ start: at, end: at + (inUrl ? beforeHash : value).length, kind, name });
}

/** A form's field and a page's meta tag say name and value apart. */
function addFields(spans: Span[], text: string): void {
  for (const tag of text.matchAll(FIELD)) {
    const attributes = [...tag[0].matchAll(ATTRIBUTE)].map(attribute);
    const name = attributes.find(
      ({ key, value }) => /^(name|id)$/i.test(key) && kindByName(value) !== null,
    )?.value;
    const kind = name === undefined ? null : kindByName(name);
    if (name === undefined || kind === null) continue;
    for (const { key, value, at } of attributes) {
      if (!/^(value|content)$/i.test(key) || value === '') continue;
      spans.push({ start: tag.index + at, end: tag.index + at + value.length, kind, name });
    }
  }
}

/** An attribute's value and where it begins in its tag. */
function attribute(match: RegExpExecArray): { key: string; value: string; at: number } {
  return { key: match[1] ?? '', ...quotedGroup(match, [2, 3, 4]) };
}

/** The one group of several that matched: the same thing in either quotes or in none. */
function quotedGroup(match: RegExpExecArray, groups: readonly number[]): { value: string; at: number } {
  const group = groups.find((number) => match[number] !== undefined) ?? 0;
  return { value: match[group] ?? '', at: match.indices?.[group]?.[0] ?? 0 };
}

/** Of two that overlap the longer stays, and takes in what of the other sticks out. */
export function withoutOverlaps<T extends { start: number; end: number }>(spans: readonly T[]): T[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: T[] = [];
  for (const span of sorted) {
    const last = kept.at(-1);
    if (!last || span.start >= last.end) kept.push({ ...span });
    else if (span.end > last.end) last.end = span.end;
  }
  return kept;
}

/** A text with each span replaced by what `put` gives for it. */
export function replaceSpans<T extends { start: number; end: number }>(
  text: string,
  spans: readonly T[],
  put: (span: T, piece: string) => string,
): string {
  let result = '';
  let from = 0;
  for (const span of spans) {
    result += text.slice(from, span.start) + put(span, text.slice(span.start, span.end));
    from = span.end;
  }
  return result + text.slice(from);
}
