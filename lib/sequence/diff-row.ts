import type { DiffPart, DiffPartName, DiffRow, DiffWord } from '@/lib/model/run-diff';
import type { Masks } from './mask';

/** More rows than this of one part are counted and not listed. */
const MOST_ROWS = 300;
const LONGEST = 2_000;

type Place = DiffRow['place'];

/** A row for two values of which one may be missing. A difference that a mask covers is none. */
export function compareValues(
  where: string,
  before: string | null,
  after: string | null,
  masking?: { masks: Masks; on: 'header' | 'cookie' | 'json' | 'text'; name: string },
): DiffRow {
  const place: Place = masking ? { on: masking.on, name: masking.name } : null;
  const row = { where, before: cut(before), after: cut(after), mask: null, place };
  if (before === after) return { ...row, word: 'same' };
  if (before === null) return { ...row, word: 'new' };
  if (after === null) return { ...row, word: 'gone' };
  const mask = masking?.masks.cover(masking.on, masking.name, before, after) ?? null;
  return { ...row, word: mask === null ? 'changed' : 'same', mask };
}

/** A part of its rows; nothing when there is nothing to say of it. */
export function toPart(part: DiffPartName, rows: readonly DiffRow[]): DiffPart[] {
  if (rows.length === 0) return [];
  const first = rows.length > MOST_ROWS ? mostTelling(rows) : rows;
  const counted = rows.filter(({ word }) => word !== 'same').length;
  const listed = first.filter(({ word }) => word !== 'same').length;
  return [{ part, word: wordOf(rows), rows: [...first], more: counted - listed }];
}

function mostTelling(rows: readonly DiffRow[]): DiffRow[] {
  return rows.toSorted((a, b) => Number(a.word === 'same') - Number(b.word === 'same')).slice(0, MOST_ROWS);
}

/** The word for several: theirs where they agree, else `changed`. */
export function wordOf(parts: readonly { word: DiffWord }[]): DiffWord {
  const words = new Set(parts.map(({ word }) => word));
  const [only] = words;
  if (words.size === 1 && only !== undefined) return only === 'same' ? 'same' : 'changed';
  return words.size === 0 ? 'same' : 'changed';
}

function cut(text: string | null): string | null {
  return text !== null && text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
