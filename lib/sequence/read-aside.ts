import { AppError, type FieldError } from '@/lib/errors';
import type { Offer } from '@/lib/model/offer';
import type { Step } from '@/lib/model/sequence';
import { aside, type AsideOptions } from './aside';
import type { AsideJob } from './aside-jobs';
import { faultsOfSteps } from './expressions';
import { parseHtml } from './html';
import { asText } from './json';
import { offersOf, type Page } from './offers';
import { isLightHtml, isPlain } from './weight';

/**
 * The next steps that a response suggests, found in a thread when its page could hold up the event loop.
 * @param text the body of an HTML response; null: it is none
 * @throws AppError `too_costly`
 */
export async function findOffers(
  page: Omit<Page, 'html'>,
  text: string | null,
  options: AsideOptions,
): Promise<Offer[]> {
  if (text === null || isLightHtml(text))
    return offersOf({ ...page, html: text === null ? null : parseHtml(text) });
  const [offers] = await asked(
    { kind: 'offers', text, page },
    options,
    'This page takes too long to look for forms.',
  );
  return offers as Offer[];
}

/**
 * Every expression at fault in steps, as `faultsOfSteps` finds them.
 * @throws AppError `too_costly` for expressions that take seconds only to be read
 */
export async function findFaults(
  steps: readonly Pick<Step, 'extract' | 'assert'>[],
  options: AsideOptions,
): Promise<FieldError[]> {
  if (steps.every(isReadAtOnce)) return faultsOfSteps(steps);
  const told = steps.map(({ extract, assert }) => ({ extract, assert }));
  const trouble = 'The expressions of this sequence take too long to be read. Make them simpler.';
  const [faults] = await asked({ kind: 'faults', steps: told }, options, trouble);
  return faults as FieldError[];
}

function isReadAtOnce({ extract, assert }: Pick<Step, 'extract' | 'assert'>): boolean {
  return (
    extract.every(({ from, expression }) => isPlain(from, expression)) &&
    assert.every(
      ({ source, expression = '', operator, value }) =>
        isPlain(source, expression) && (operator !== 'matches' || isPlain('regex', asText(value ?? ''))),
    )
  );
}

async function asked(job: AsideJob, options: AsideOptions, trouble: string): Promise<unknown[]> {
  const { parts, ended } = await aside().run(job, options);
  if (ended !== 'done') throw new AppError('too_costly', trouble);
  return parts;
}
