import type { Arrangement } from '@/lib/model/arrangement';

const nameOf = (workspaceId: string) => `playjar.arrangement.${workspaceId}`;

/** The order this tab shows and the server has not said it stored: a reload must not lose it. Null: none waits. */
export function unstoredArrangement(workspaceId: string): Arrangement | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(workspaceId)) ?? 'null') as Arrangement | null;
  } catch {
    return null;
  }
}

/** Keeps an order until the server has stored it; null says that none waits any more. */
export function keepUnstored(workspaceId: string, arrangement: Arrangement | null): void {
  try {
    if (arrangement) sessionStorage.setItem(nameOf(workspaceId), JSON.stringify(arrangement));
    else sessionStorage.removeItem(nameOf(workspaceId));
  } catch {
    // Storage is off or full: only a reload within the next moment would lose the order.
  }
}
