import type { Token } from './syntax';

/** The class of a piece of code by what it is. */
export const TOKEN_COLOUR: Record<Token['kind'], string> = {
  key: 'text-syntax-key',
  string: 'text-syntax-string',
  number: 'text-syntax-number',
  word: 'text-syntax-word',
  plain: 'text-muted',
  text: '',
};
