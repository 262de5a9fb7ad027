import type { SavedRequest, SavedRequestInput } from '@/lib/model/saved-request';
import type { Step } from '@/lib/model/sequence';
import { assertionOf } from '@/components/sequence/sequence-draft';
import { titleOf, type Draft } from './draft';
import { specOf } from './draft-to-spec';

type Checks = Pick<Step, 'extract' | 'assert'>;

/** What a draft takes from the response and checks; rows that were not filled in are left out. */
export function checksOf({ extract, assert }: Pick<Draft, 'extract' | 'assert'>): Checks {
  return {
    extract: extract
      .filter(({ variable }) => variable.trim() !== '')
      .map(({ attribute, ...one }) => ({
        ...one,
        variable: one.variable.trim(),
        ...(one.from === 'css' && attribute ? { attribute } : {}),
      })),
    assert: assert.map(assertionOf),
  };
}

/** The editors' text for what is stored. */
export function checksFrom({
  extract,
  assert,
}: Pick<SavedRequest, 'extract' | 'assert'>): Pick<Draft, 'extract' | 'assert'> {
  return {
    extract,
    assert: assert.map(({ value, expression, ...check }) => ({
      ...check,
      expression: expression ?? '',
      value: typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value),
    })),
  };
}

/** What Save writes. @throws Refusal naming the input at fault */
export async function savedInputOf(draft: Draft): Promise<SavedRequestInput> {
  return { name: titleOf(draft).slice(0, 200), spec: await specOf(draft), ...checksOf(draft) };
}
