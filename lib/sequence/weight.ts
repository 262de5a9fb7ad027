import type { Assertion, Extract } from '@/lib/model/sequence';
import { asText } from './json';

/**
 * What is light enough for the event loop. The libraries that read pages and expressions know no limit: 1 MB of nested
 * `<div>` takes minutes to parse, 8 kB of `<p><b a1><b a2>…<p>x<p>x` become half a million elements (HTML §13.2.4.3
 * opens them all again), and `//*[.//*[.//*]]` or `$..*..*..*` multiply with each word. So a body is light when even
 * the worst of its size is, and an expression when it is one of the plain forms below. The rest goes to a thread.
 */

/** The elements of a page of n tags are at most n²/4, and walks to the root as long as they are deep. */
const MOST_TAGS = 64;
const MOST_HTML = 8 * 1024;
const MOST_JSON = 256 * 1024;
const MOST_SEARCHED = 16 * 1024;
const MOST_PATTERN = 200;

const WORD = String.raw`[\w-]+`;
const QUOTED = String.raw`(?:"[^"\\]*"|'[^'\\]*')`;
const COMPOUND = String.raw`(?:${WORD}|\*)?(?:[#.]${WORD}|\[${WORD}(?:=(?:${QUOTED}|${WORD}))?\])*`;
const XPATH_STEP = String.raw`//?${WORD}(?:\[(?:\d+|@${WORD}=${QUOTED})\])*`;

/** `form[id=login] input[name="_csrf"]` · `(//input[@name="_csrf"])[2]/@value` · `$.user.roles[0]` */
const PLAIN = {
  css: new RegExp(`^${COMPOUND}(?:\\s*[\\s>]\\s*${COMPOUND})?$`),
  xpath: new RegExp(
    `^(?:string\\()?\\(?(?:${XPATH_STEP}){1,2}\\)?(?:\\[\\d+\\])?(?:/@${WORD}|/text\\(\\))?\\)?$`,
  ),
  json: /^\$(?:\.[\w-]+|\[\d+\]|\['[^'\\]*'\]|\["[^"\\]*"\])*$/,
  // A repeat in figures is written out when a pattern is compiled.
  regex: new RegExp(`^[^{]{0,${MOST_PATTERN}}$`),
};

type Language = Extract['from'] | Assertion['source'];

/** Whether an expression costs little to read, and over a light body to look for. */
export function isPlain(language: Language, expression: string): boolean {
  const plain = Object.hasOwn(PLAIN, language) ? PLAIN[language as keyof typeof PLAIN] : null;
  return plain?.test(expression.trim()) ?? true;
}

/** Whether HTML is parsed in a few milliseconds at worst. */
export function isLightHtml(text: string): boolean {
  if (text.length > MOST_HTML) return false;
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) tags += 1;
  return tags <= MOST_TAGS;
}

const BODIES: Partial<Record<Language, (text: string) => boolean>> = {
  css: isLightHtml,
  xpath: isLightHtml,
  json: ({ length }) => length <= MOST_JSON,
  regex: ({ length }) => length <= MOST_SEARCHED,
};

/** @param readText called only when the body is looked into */
export function isLightExtract({ from, expression }: Extract, readText: () => string): boolean {
  const light = BODIES[from];
  return light === undefined || (isPlain(from, expression) && light(readText()));
}

/** @param readText called only when the body is looked into */
export function isLightAssertion(
  { source, expression = '$', operator, value }: Assertion,
  readText: () => string,
): boolean {
  if (operator === 'matches') {
    if (!isPlain('regex', asText(value ?? '')) || !BODIES.regex?.(readText())) return false;
  }
  const light = BODIES[source];
  return light === undefined || (isPlain(source, expression || '$') && light(readText()));
}
