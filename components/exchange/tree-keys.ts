import type { TreeRow } from './json-tree';

/** What a key does in the tree. */
export type TreeMove = { row: number } | { toggle: number; open: boolean } | { parentOf: number };

interface Place {
  active: number;
  count: number;
  /** rows in a page */
  fits: number;
  row: TreeRow | undefined;
}

/** The keys of the WAI-ARIA treegrid pattern: arrows move, open and close; Home, End and Page keys go far. */
export function nextRow(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  place: Place,
): TreeMove | null {
  if (ctrlKey || metaKey || altKey) return null;
  const { active, count, fits, row } = place;
  const to = (index: number): TreeMove => ({ row: Math.max(0, Math.min(count - 1, index)) });
  switch (key) {
    case 'ArrowDown':
      return to(active + 1);
    case 'ArrowUp':
      return to(active - 1);
    case 'PageDown':
      return to(active + fits - 1);
    case 'PageUp':
      return to(active - fits + 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    default:
      return row ? withRow(key, row, to(active + 1)) : null;
  }
}

function withRow(key: string, row: TreeRow, below: TreeMove): TreeMove | null {
  const holds = row.children > 0;
  if (key === 'ArrowRight' && holds) return row.open ? below : { toggle: row.id, open: true };
  if (key === 'ArrowLeft') return holds && row.open ? { toggle: row.id, open: false } : { parentOf: row.id };
  if ((key === 'Enter' || key === ' ') && holds) return { toggle: row.id, open: !row.open };
  return null;
}
