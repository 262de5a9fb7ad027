import type { Problem } from './problem';
import { MENTION } from './variable';

const NAME = String.raw`[\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*`;
const VALUE = String.raw`(?:"[^<"]*"|'[^<']*')`;
/** What may begin at a `<` (XML 1.0 §2.4 to §3.1): something aside, the end of an element, its beginning. */
const MARKUP = new RegExp(
  String.raw`<!--(?:(?!--)[^])*-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|(?<doctype><!DOCTYPE\s(?:[^\[>"']|"[^"]*"|'[^']*'|\[[^]*?\]\s*(?=>))*>)` +
    String.raw`|<\/(?<closed>${NAME})\s*>|<(?<opened>${NAME})(?<attributes>(?:\s+${NAME}\s*=\s*${VALUE})*)\s*(?<empty>\/?)>`,
  'uy',
);
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*${VALUE}`, 'gu');
const WRONG_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\dA-Fa-f]+);)/;

type Groups = Record<string, string | undefined>;

/**
 * What keeps a text from being well-formed XML, for large ones off the main thread, where there is no browser's parser
 * to ask. `{{variables}}` count as text. Entities are only known where no DOCTYPE declares others.
 */
export function xmlProblem(text: string): Problem | null {
  const filled = text.replace(MENTION, (name: string) => name.replace(/[{}\s]/g, '_'));
  const reading = { open: [] as { name: string; at: number }[], roots: 0, declares: false };
  for (let at = 0; at < filled.length;) {
    const next = filled.indexOf('<', at);
    const end = next === -1 ? filled.length : next;
    const wrong = wrongText(filled.slice(at, end), at, reading);
    if (wrong) return wrong;
    if (next === -1) break;
    MARKUP.lastIndex = next;
    const found = MARKUP.exec(filled);
    if (!found) return { at: next, message: 'this “<” begins no tag, comment or instruction of XML' };
    const message = step(found.groups ?? {}, next, reading);
    if (message !== null) return { at: next, message };
    at = MARKUP.lastIndex;
  }
  const left = reading.open.at(-1);
  if (left) return { at: left.at, message: `“<${left.name}>” is never closed` };
  return reading.roots === 0 ? { at: 0, message: 'there is no element' } : null;
}

interface Reading {
  open: { name: string; at: number }[];
  roots: number;
  declares: boolean;
}

function wrongText(text: string, at: number, { open, declares }: Reading): Problem | null {
  const stray = open.length === 0 ? text.search(/[^\s\uFEFF]/) : -1;
  if (stray !== -1) return { at: at + stray, message: 'text stands outside the root element' };
  const entity = declares ? -1 : text.search(WRONG_ENTITY);
  return entity === -1 ? null : { at: at + entity, message: 'this “&” begins no entity of XML' };
}

/** Goes over one piece of markup; answers what is wrong with it. */
function step({ doctype, closed, opened, attributes, empty }: Groups, at: number, reading: Reading) {
  if (doctype !== undefined) reading.declares = true;
  if (closed !== undefined) return close(closed, reading);
  if (opened === undefined) return null;
  if (reading.open.length === 0 && (reading.roots += 1) > 1) return 'there is a second root element';
  if (empty !== '/') reading.open.push({ name: opened, at });
  return wrongAttributes(attributes ?? '', reading);
}

function close(name: string, { open }: Reading): string | null {
  const due = open.pop();
  if (due?.name === name) return null;
  return due ? `“</${name}>” stands where “</${due.name}>” is due` : `“</${name}>” closes nothing`;
}

function wrongAttributes(attributes: string, { declares }: Reading): string | null {
  const names = [...attributes.matchAll(ATTRIBUTE)].map(([, name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `the attribute “${twice}” stands twice`;
  return !declares && WRONG_ENTITY.test(attributes) ? 'an “&” in it begins no entity of XML' : null;
}
