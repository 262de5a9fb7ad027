import type { Basis } from '@/lib/model/edit';
import type { SavedRequest, SavedRequestInput } from '@/lib/model/saved-request';
import type { Draft } from './draft';
import { checksFrom, savedInputOf } from './draft-checks';
import { draftFrom } from './draft-from-spec';

/** Longer ones are not kept: then every difference to what someone else saved meanwhile is asked about. */
const MOST = 200_000;

/** A draft of what is stored, with what saving it unchanged would write. */
export async function savedDraft(saved: SavedRequest): Promise<Draft> {
  const draft = { ...(await draftFrom(saved.spec, saved.name)), ...checksFrom(saved), savedId: saved.id };
  return { ...draft, basis: keptBasis(saved.version, await savedInputOf(draft)) };
}

export function keptBasis(version: number, input: SavedRequestInput): Draft['basis'] {
  const text = JSON.stringify(input);
  return { version, text: text.length > MOST ? null : text };
}

/** What a draft was opened from, as a save names it. */
export function basisOfDraft({ basis }: Draft): Basis<SavedRequestInput> {
  const text = basis?.text ?? null;
  return {
    version: basis?.version ?? 0,
    input: text === null ? null : (JSON.parse(text) as SavedRequestInput),
  };
}

/** Whether nothing was typed into a draft since it was opened or saved. */
export async function isUnchanged(draft: Draft): Promise<boolean> {
  if (!draft.basis?.text) return false;
  return savedInputOf(draft).then(
    (input) => JSON.stringify(input) === draft.basis?.text,
    () => false,
  );
}
