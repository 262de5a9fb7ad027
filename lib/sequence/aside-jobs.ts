import type { Cookie } from '@/lib/model/cookie';
import type { Assertion, Extract, Step } from '@/lib/model/sequence';
import { checkAssertion } from './assert';
import { faultsOfSteps } from './expressions';
import { extractValue } from './extract';
import { parseHtml } from './html';
import { offersOf, type Page } from './offers';
import { Outcome, type Answered } from './outcome';

/** What a thread of its own can be asked for, as it goes there: data alone. */
export type AsideJob =
  | {
      kind: 'judge';
      response: Answered | null;
      text: string;
      jar: readonly Cookie[];
      extract: readonly Extract[];
      assert: readonly Assertion[];
    }
  | { kind: 'offers'; text: string; page: Omit<Page, 'html'> }
  | { kind: 'faults'; steps: readonly Pick<Step, 'extract' | 'assert'>[] };

/** Does a job, one part of its answer at a time: what was ready before its limit counts. */
export function* perform(job: AsideJob): Generator {
  if (job.kind === 'judge') {
    const outcome = new Outcome(job.response, () => job.text, job.jar);
    for (const extract of job.extract) yield extractValue(extract, outcome);
    for (const assertion of job.assert) yield checkAssertion(assertion, outcome);
  } else if (job.kind === 'offers') {
    yield offersOf({ ...job.page, html: parseHtml(job.text) });
  } else {
    yield faultsOfSteps(job.steps);
  }
}
