import 'server-only';
import { newId } from '@/lib/db/ids';
import * as store from '@/lib/db/sequences';
import { AppError, notFound } from '@/lib/errors';
import type { Page } from '@/lib/model/page';
import { SequenceInput, type Sequence, type Step, type StepInput } from '@/lib/model/sequence';
import { findFaults } from '@/lib/sequence/read-aside';
import { mayEdit, type Member } from './member';
import { shownSequences } from './viewer';

/** Saves a new sequence. */
export async function createSequence(member: Member, input: SequenceInput): Promise<Sequence> {
  mayEdit(member);
  return store.createSequence(member.scope, await withStepIds(member, input));
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

/** Replaces a sequence whole. @throws AppError `not_found`; `conflict` when `ifVersion` is no longer the stored one */
export async function replaceSequence(
  member: Member,
  id: string,
  input: SequenceInput,
  ifVersion?: number,
): Promise<Sequence> {
  mayEdit(member);
  const checked = await withStepIds(member, input);
  const replaced = await store.replaceSequence(member.scope, id, checked, ifVersion);
  if (replaced === null) throw notFound('sequence');
  if (replaced === 'stale') {
    throw new AppError(
      'conflict',
      'The sequence was changed meanwhile. Read it again, then repeat your change.',
    );
  }
  return replaced;
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
