import { StreamLanguage, type StreamParser } from '@codemirror/language';

/** JSON by its tokens (RFC 8259 §2), for texts so large that making a tree of them at each key would be felt. */
const TOKENS: readonly [RegExp, string | null][] = [
  [/^\s+/, null],
  [/^"(?:[^"\\]|\\.)*"(?=\s*:)/, 'propertyName'],
  [/^"(?:[^"\\]|\\.)*"?/, 'string'],
  [/^-?\d[\d.eE+-]*/, 'number'],
  [/^(?:true|false)\b/, 'bool'],
  [/^null\b/, 'null'],
  [/^[[\]{},:]/, 'punctuation'],
  [/^\w+|^./, 'invalid'],
];

const parser: StreamParser<null> = {
  name: 'json',
  startState: () => null,
  token: (stream) => TOKENS.find(([pattern]) => stream.match(pattern))?.[1] ?? null,
  languageData: { closeBrackets: { brackets: ['[', '{', '"'] } },
};

export const jsonTokens = StreamLanguage.define(parser);
