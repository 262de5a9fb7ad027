import type { SequenceDraft } from './sequence-draft';

interface Kept {
  /** the version it was typed on, and what that was as a draft */
  version: number;
  base: SequenceDraft;
  draft: SequenceDraft;
}

const nameOf = (id: string) => `playjar.sequence.${id}`;

/** What was typed and not saved in this tab. */
export function keptDraft(id: string): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(nameOf(id)) ?? 'null') as Partial<Kept> | null;
    return kept?.version && kept.base && kept.draft ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

/** Keeps unsaved typing over a reload of this tab; null forgets it. */
export function keepDraft(id: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(nameOf(id), JSON.stringify(kept));
    else sessionStorage.removeItem(nameOf(id));
  } catch {
    // Storage is off or full: the page goes on, only a reload would lose the newest text.
  }
}
