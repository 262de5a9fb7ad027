import 'server-only';
import * as store from '@/lib/db/masks';
import { AppError, notFound, type FieldError } from '@/lib/errors';
import { MaskSettings, type ShownMask } from '@/lib/model/mask';
import { patternProblem } from '@/lib/sequence/mask';
import { masksOf } from '@/lib/sequence/mask-defaults';
import { mayEdit, type Member } from './member';
import { getSequence } from './sequences';

/** The mask rules that hold for a sequence and those that are switched off; the defaults when it is gone. */
export async function listMasks(member: Member, sequenceId: string | null): Promise<ShownMask[]> {
  const settings = sequenceId === null ? null : await store.findMasks(member.scope, sequenceId);
  return masksOf(settings ?? undefined);
}

/**
 * Replaces what a sequence says of masks.
 * @throws AppError `not_found`; `invalid_request` for a pattern that cannot be read, or an id that is there twice
 */
export async function replaceMasks(
  member: Member,
  sequenceId: string,
  input: MaskSettings,
): Promise<ShownMask[]> {
  mayEdit(member);
  const settings = MaskSettings.parse(input);
  const errors = faultsOf(settings);
  const [first] = errors;
  if (first) throw new AppError('invalid_request', first.message, { errors });
  if (!(await store.putMasks(member.scope, sequenceId, settings))) throw notFound('sequence');
  return masksOf(settings);
}

/** The rules of a sequence that is there. @throws AppError `not_found` */
export async function getMasks(member: Member, sequenceId: string): Promise<ShownMask[]> {
  await getSequence(member, sequenceId);
  return listMasks(member, sequenceId);
}

function faultsOf({ own }: MaskSettings): FieldError[] {
  const taken = new Set(masksOf().map(({ id }) => id));
  return own.flatMap(({ id, pattern }, index): FieldError[] => {
    const problem = pattern === undefined ? null : patternProblem(pattern);
    const faults: FieldError[] = [];
    if (taken.has(id)) {
      faults.push({
        path: `own.${index}.id`,
        message: `The id ${id} is taken. Give each rule one of its own.`,
      });
    }
    taken.add(id);
    if (problem !== null) {
      faults.push({ path: `own.${index}.pattern`, message: `This pattern cannot be read: ${problem}` });
    }
    return faults;
  });
}
