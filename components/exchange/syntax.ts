import { jsonTokens } from './json-lines';

export type Syntax = 'plain' | 'json' | 'markup';

/** A piece of a line and what it is; `text` is anything without a colour of its own. */
export interface Token {
  kind: 'key' | 'string' | 'number' | 'word' | 'plain' | 'text';
  text: string;
  /** a search found it */
  found?: boolean;
}

const MARKUP =
  /(<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[!?][^>]*>)|(<\/?[^\s<>/]+)|([\w:.-]+)(?=\s*=\s*["'])|("[^"]*"|'[^']*')|(\/?>)|[^<>"'=\s]+|./gs;

/** Colours one line. What reaches over a line's end (a comment) is coloured for as far as the line tells. */
export function tokensOf(line: string, syntax: Syntax): Token[] {
  if (syntax === 'json') return jsonTokens(line);
  if (syntax === 'plain') return [{ kind: 'text', text: line }];
  const tokens: Token[] = [];
  let inTag = false;
  for (const [whole, aside, tag, name, string, end] of line.matchAll(MARKUP)) {
    if (tag !== undefined) inTag = true;
    tokens.push({ kind: markupKind(inTag, { aside, tag, name, string, end }), text: whole });
    if (end !== undefined) inTag = false;
  }
  return tokens;
}

type Groups = Record<'aside' | 'tag' | 'name' | 'string' | 'end', string | undefined>;

function markupKind(inTag: boolean, { aside, tag, name, string, end }: Groups): Token['kind'] {
  if (aside !== undefined) return 'plain';
  if (tag !== undefined || (inTag && end !== undefined)) return 'key';
  if (inTag && name !== undefined) return 'number';
  if (inTag && string !== undefined) return 'string';
  return 'text';
}
