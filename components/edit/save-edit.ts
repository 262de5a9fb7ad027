'use client';
import type { Basis, Chosen } from '@/lib/model/edit';
import { Refusal, settle, type Outcome } from '@/components/shell/outcome';
import type { WorkspaceState } from '@/components/shell/workspace-store';

/** How an edit is saved, and what it is called where someone has to choose. */
export interface Edit<T, S> {
  name: string;
  input: T;
  basis: Basis<T>;
  save: (input: T, basis: Basis<T>) => Promise<Outcome<S>>;
}

/** What was stored, and whether it is something else than what was sent. */
export interface SavedEdit<S> {
  saved: S;
  isMerged: boolean;
}

/**
 * Saves an edit. What others changed meanwhile is kept beside it; where both changed the same, the person chooses.
 * Answers null when they would rather go on typing.
 * @throws Refusal
 */
export async function saveEdit<T, S extends { cameIn: unknown[] }>(
  { setClash }: Pick<WorkspaceState, 'setClash'>,
  { name, input, basis, save }: Edit<T, S>,
  isMerged = false,
): Promise<SavedEdit<S> | null> {
  try {
    const saved = await settle(save(input, basis));
    return { saved, isMerged: isMerged || saved.cameIn.length > 0 };
  } catch (error) {
    const conflict = error instanceof Refusal ? error.conflict : null;
    if (!conflict) throw error;
    const sides = await new Promise<Chosen['sides'] | null>((answer) => setClash({ name, conflict, answer }));
    setClash(null);
    if (!sides) return null;
    const chosen = { version: conflict.version, sides };
    return saveEdit({ setClash }, { name, input, basis: { ...basis, chosen }, save }, true);
  }
}
