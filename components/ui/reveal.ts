/** So much of its neighbour shows that there is one. */
const PEEK = 32;

/** Scrolls a row sideways, and nothing around it, until one of its items is in view. */
export function reveal(row: Element | null, selector: string): void {
  const item = row?.querySelector(selector)?.getBoundingClientRect();
  const view = row?.getBoundingClientRect();
  if (!row || !item || !view) return;
  if (item.left < view.left + PEEK) row.scrollLeft += item.left - view.left - PEEK;
  else if (item.right > view.right - PEEK) row.scrollLeft += item.right - view.right + PEEK;
}
