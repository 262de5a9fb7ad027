import type { Assertion, Step } from '@/lib/model/sequence';
import { at, below, type Place, type Publication } from './publication';
import { publishValue } from './publish-request';
import { checkedKind } from './publish-run';
import { publishText } from './publish-text';
import { keyShaped } from './secrets';

/**
 * A step without its secrets. Its id is its place from now on: the caller chose it, and might have written anything.
 */
export function publishStep(step: Step, number: number, publication: Publication): Step {
  const place = at('steps', String(number));
  return {
    ...step,
    id: `s${number}`,
    name: publishText(step.name, below(place, 'name'), publication),
    request: publishValue(step.request, below(place, 'request'), publication) as Step['request'],
    extract: step.extract.map((one) => ({
      ...one,
      expression: publishKeys(one.expression, below(below(place, 'extract'), one.variable), publication),
    })),
    assert: step.assert.flatMap((one, index) =>
      publishAssertion(one, below(below(place, 'assert'), String(index + 1)), publication),
    ),
  };
}

/** An expression speaks of names that tell of secrets; only what is a key by its form is one. */
function publishKeys(text: string, place: Place, publication: Publication): string {
  return keyShaped(text) === null ? text : publishText(text, place, publication);
}

/**
 * A check against a secret value is left as "there is one": an expected value takes no prompt. Where nothing can be said
 * without the value, the check goes.
 */
function publishAssertion(one: Assertion, place: Place, publication: Publication): Assertion[] {
  const { value, ...rest } = one;
  if (value === undefined) return [one];
  const { way } = publication;
  publication.way = 'mask';
  const at = { ...below(place, 'value'), under: checkedKind(one) };
  const shown = publishValue(value, at, publication) as typeof value;
  publication.way = way;
  if (JSON.stringify(shown) === JSON.stringify(value)) return [one];
  return one.source === 'body' ? [] : [{ ...rest, operator: 'exists' }];
}
