const MOST = 100_000;

/** Where a text occurs in another, letters' case aside, as offsets in rising order. Nothing is found for ''. */
export function offsetsOf(text: string, wanted: string): number[] {
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  const offsets: number[] = [];
  for (const { index } of text.matchAll(pattern)) {
    offsets.push(index);
    if (offsets.length === MOST) break;
  }
  return offsets;
}

/** The last place in a rising column whose value is at most `wanted`; -1 when there is none. */
export function lastAtMost(column: ArrayLike<number>, length: number, wanted: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? Infinity) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
