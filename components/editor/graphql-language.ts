import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';

const WORDS =
  'query mutation subscription fragment on true false null schema type interface union enum input scalar';
const KEYWORD = new RegExp(`^(?:${WORDS.replaceAll(' ', '|')}|directive|extend|implements)\\b`);

/** GraphQL by its tokens (spec §2.1), which is all that colours and brackets need. */
const TOKENS: readonly [RegExp, string | null][] = [
  [/^\s+/, null],
  [/^#.*/, 'comment'],
  [/^"(?:[^"\\]|\\.)*"?/, 'string'],
  [/^\$\w+/, 'variableName'],
  [/^@\w+/, 'keyword'],
  [/^-?\d[\d.eE+-]*/, 'number'],
  [KEYWORD, 'keyword'],
  [/^[A-Za-z_]\w*/, 'propertyName'],
  [/^./, 'punctuation'],
];

interface State {
  /** inside of a block string, which may reach over lines */
  block: boolean;
}

const parser: StreamParser<State> = {
  name: 'graphql',
  startState: () => ({ block: false }),
  token(stream, state) {
    if (state.block || stream.match('"""')) return blockString(stream, state);
    return TOKENS.find(([pattern]) => stream.match(pattern))?.[1] ?? null;
  },
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
};

function blockString(stream: StringStream, state: State): string {
  state.block = true;
  while (state.block && !stream.eol()) {
    if (stream.match('"""')) state.block = false;
    else stream.next();
  }
  return 'string';
}

export const graphqlLanguage = StreamLanguage.define(parser);
