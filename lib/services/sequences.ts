import 'server-only';
import { newId } from '@/lib/db/ids';
import * as store from '@/lib/db/sequences';
import { AppError, notFound } from '@/lib/errors';
import type { Saved } from '@/lib/model/edit';
import type { Page } from '@/lib/model/page';
import { SequenceInput, type Sequence, type Step, type StepInput } from '@/lib/model/sequence';
import { findFaults } from '@/lib/sequence/read-aside';
import { tell } from './changes';
import { type EditBasis, reconcile, wholeBasis } from './edits';
import { mayEdit, senderOf, type Member } from './member';
import { shownSequences } from './viewer';

/** Saves a new sequence. */
export async function createSequence(member: Member, input: SequenceInput): Promise<Sequence> {
  mayEdit(member);
  const made = await store.createSequence(member.scope, await withStepIds(member, input));
  await tell(member, 'sequence', { subjectId: made.id });
  return made;
}

/** The workspace's sequences, newest first. */
export async function listSequences(
  member: Member,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<Page<Sequence>> {
  const { items, nextCursor } = await store.listSequences(member.scope, { cursor, limit });
  return { items: await shownSequences(member, items), nextCursor };
}

/** To a viewer its secrets are dots. @throws AppError `not_found` */
export async function getSequence(member: Member, id: string): Promise<Sequence> {
  const sequence = await store.findSequence(member.scope, id);
  if (!sequence) throw notFound('sequence');
  return (await shownSequences(member, [sequence]))[0] ?? sequence;
}

/**
 * Replaces a sequence whole.
 * @throws AppError `not_found`; `conflict` when `ifVersion` is no longer the stored one, with what is stored
 */
export async function replaceSequence(
  member: Member,
  id: string,
  input: SequenceInput,
  ifVersion?: number,
): Promise<Sequence> {
  const { cameIn: _none, ...sequence } = await editSequence(member, id, input, wholeBasis(ifVersion));
  return sequence;
}

/**
 * Saves an edit; what others saved since it began is kept beside it.
 * @param basis what it began from; `whole`: nothing is merged; left out: whatever is stored is replaced
 * @throws AppError `not_found`; `conflict` where both changed the same
 */
export async function editSequence(
  member: Member,
  id: string,
  input: SequenceInput,
  basis?: EditBasis<SequenceInput>,
): Promise<Saved<Sequence>> {
  mayEdit(member);
  const { scope } = member;
  const who = () => store.whoSavedSequence(scope, id);
  const stored = await store.findSequence(scope, id);
  if (!stored) throw notFound('sequence');
  const edit = { thing: stored, version: stored.version, input: editedOf(stored) };
  const from = basis && parsedBasis(basis);
  const merged = await reconcile('sequence', from, edit, SequenceInput.parse(input), who);
  const checked = await withStepIds(member, merged.input);
  const replaced = await store.replaceSequence(scope, id, checked, stored.version, senderOf(member));
  if (replaced === 'stale') return editSequence(member, id, input, basis);
  if (replaced === null) throw notFound('sequence');
  await tell(member, 'sequence', { subjectId: id });
  return { ...replaced, cameIn: merged.cameIn };
}

type Parsed = ReturnType<typeof SequenceInput.parse>;

/** What of a sequence is edited. */
function editedOf({ name, description, steps, variables }: Sequence): Parsed {
  return { name, description, steps, variables };
}

function parsedBasis(basis: EditBasis<SequenceInput>): EditBasis<Parsed> {
  if (basis.input === 'whole') return { version: basis.version, input: 'whole' };
  return { ...basis, input: basis.input && SequenceInput.parse(basis.input) };
}

/** Adds one step at the end. @throws AppError `not_found` */
export async function appendStep(member: Member, id: string, input: StepInput): Promise<Sequence> {
  const { name, description, steps, variables, version } = await getSequence(member, id);
  try {
    return await replaceSequence(
      member,
      id,
      { name, description, variables, steps: [...steps, input] },
      version,
    );
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return appendStep(member, id, input);
    throw error;
  }
}

/** Deletes a sequence; its runs and shares stay. @throws AppError `not_found` */
export async function deleteSequence(member: Member, id: string): Promise<void> {
  mayEdit(member);
  if (!(await store.deleteSequence(member.scope, id))) throw notFound('sequence');
  await tell(member, 'sequence', { subjectId: id });
}

/**
 * Every step has an id of its own, so that a run and a diff can name it after others were moved.
 * @throws AppError `invalid_request` naming each expression that cannot be read; `too_costly`
 */
async function withStepIds(
  { scope }: Member,
  input: SequenceInput,
): Promise<Omit<ReturnType<typeof SequenceInput.parse>, 'steps'> & { steps: Step[] }> {
  const parsed = SequenceInput.parse(input);
  const faults = await findFaults(parsed.steps, { owner: scope.workspaceId });
  if (faults.length > 0) {
    const message = 'An expression in this sequence cannot be read.';
    throw new AppError('invalid_request', message, { errors: faults });
  }
  const seen = new Set<string>();
  const steps = parsed.steps.map((step): Step => {
    const id = step.id && !seen.has(step.id) ? step.id : newId();
    seen.add(id);
    return { ...step, id };
  });
  return { ...parsed, steps };
}
