import type { ParamEntry, Params, ParamValue } from '@/lib/model/pairs';
import { formEncode } from './percent';

/** Form-style text of parameters; a string is taken as it is (R53–R56). */
export function encodeParams(params: Params): string {
  if (typeof params === 'string') return params;
  const pieces: string[] = [];
  for (const [name, value] of params) {
    for (const one of scalars(value)) pieces.push(`${formEncode(name)}=${formEncode(one)}`);
  }
  return pieces.join('&');
}

/** The values of one entry as text: null is dropped, also inside a list; an empty string stays (R54). */
export function scalars(value: ParamValue): string[] {
  if (!Array.isArray(value)) return value === null ? [] : [String(value)];
  const texts: string[] = [];
  for (const one of value) if (one !== null) texts.push(String(one));
  return texts;
}

/** Text and entries as one list of entries to append to, for auth that adds a parameter. */
export function appendParam(encoded: string, [name, value]: ParamEntry): string {
  const added = encodeParams([[name, value]]);
  return encoded && added ? `${encoded}&${added}` : encoded || added;
}
