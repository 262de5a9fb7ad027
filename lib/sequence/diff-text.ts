import { diffArrays } from 'diff';
import type { DiffRow } from '@/lib/model/run-diff';
import { compareValues } from './diff-row';
import type { Masks } from './mask';

/** Beyond these a comparison line by line says no more than that the texts differ. */
const MOST_LINES = 20_000;
const LONGEST_MS = 500;

/**
 * What differs between two texts, line by line, numbered as in the later one (a line that is gone, as in the earlier).
 * Null when they are too long or too different to be compared in half a second.
 */
export function diffText(before: string, after: string, masks: Masks): DiffRow[] | null {
  const [a, b] = [linesOf(before), linesOf(after)];
  if (a.length > MOST_LINES || b.length > MOST_LINES) return null;
  const { start, endA, endB } = commonEnds(a, b);
  const masked = (line: string): string => masks.apply('text', '', line).text;
  const [middleA, middleB] = [a.slice(start, endA), b.slice(start, endB)];
  const changes = diffArrays(middleA.map(masked), middleB.map(masked), { timeout: LONGEST_MS });
  if (changes === undefined) return null;
  const rows: DiffRow[] = [];
  let [at, to] = [start, start];
  let gone: number[] = [];
  const line = (was: number | null, is: number | null): void => {
    const where = `line ${(is ?? was ?? 0) + 1}`;
    const row = compareValues(
      where,
      was === null ? null : (a[was] ?? ''),
      is === null ? null : (b[is] ?? ''),
      {
        masks,
        on: 'text',
        name: '*',
      },
    );
    if (row.word !== 'same' || row.mask !== null) rows.push(row);
  };
  const flush = (): void => {
    for (const was of gone) line(was, null);
    gone = [];
  };
  for (const { added, removed, count } of changes) {
    for (let i = 0; i < count; i += 1) {
      if (removed) gone.push(at++);
      // A line in the place of another is that line, changed.
      else if (added) line(gone.shift() ?? null, to++);
      else {
        flush();
        line(at++, to++);
      }
    }
  }
  flush();
  return rows;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n/);
}

/** Where two lists begin to differ, and where each stops. */
function commonEnds(
  a: readonly string[],
  b: readonly string[],
): { start: number; endA: number; endB: number } {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  return { start, endA, endB };
}
