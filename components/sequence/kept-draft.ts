import type { SequenceDraft } from './sequence-draft';

interface Kept {
  /** the version it was typed on */
  version: number;
  draft: SequenceDraft;
}

const nameOf = (id: string) => `playjar.sequence.${id}`;

/** What was typed and not saved in this tab, if it was typed on this version. */
export function keptDraft(id: string, version: number): SequenceDraft | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(nameOf(id)) ?? 'null') as Kept | null;
    return kept?.version === version ? kept.draft : null;
  } catch {
    return null;
  }
}

/** Keeps unsaved typing over a reload of this tab; null forgets it. */
export function keepDraft(id: string, version: number, draft: SequenceDraft | null): void {
  try {
    if (draft) sessionStorage.setItem(nameOf(id), JSON.stringify({ version, draft } satisfies Kept));
    else sessionStorage.removeItem(nameOf(id));
  } catch {
    // Storage is off or full: the page goes on, only a reload would lose the newest text.
  }
}
