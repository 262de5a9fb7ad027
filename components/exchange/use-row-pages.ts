'use client';
import { useEffect, useRef, useState } from 'react';

const PAGE = 100;
const KEPT = 12;

interface Page<Row> {
  version: number;
  rows: readonly Row[];
}

/**
 * Rows that are loaded in pages as they come near the view. After a change of `version` the old rows stay in view
 * until the new ones are there, so that nothing blinks. Answers what is known of a row.
 */
export function useRowPages<Row>(
  load: ((from: number, to: number) => Promise<readonly Row[]>) | null,
  version: number,
  first: number,
  last: number,
): (index: number) => Row | undefined {
  const [pages, setPages] = useState<ReadonlyMap<number, Page<Row>>>(new Map());
  const asked = useRef(new Map<number, number>());
  const from = Math.max(0, Math.floor(first / PAGE) - 1);
  const to = Math.floor(last / PAGE) + 1;
  useEffect(() => {
    if (!load) return;
    const numbers = asked.current;
    for (let page = from; page <= to; page += 1) {
      if (numbers.get(page) === version) continue;
      numbers.set(page, version);
      load(page * PAGE, (page + 1) * PAGE).then(
        (rows) => {
          if (numbers.get(page) !== version) return;
          setPages((old) => new Map([...old].slice(-KEPT)).set(page, { version, rows }));
        },
        () => numbers.delete(page),
      );
    }
    // What was dropped from the pages must be asked for again when it comes back into view.
    for (const page of numbers.keys()) if (page < from - 2 || page > to + 2) numbers.delete(page);
  }, [load, version, from, to]);
  return (index) => pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
}
