import type { Assertion, Extract } from '@/lib/model/sequence';
import type { AssertionResult } from '@/lib/model/run';
import { aside, type AsideAnswer, type AsideEnd, type AsideOptions } from './aside';
import { checkAssertion } from './assert';
import { extractValue, type Extracted } from './extract';
import type { Outcome } from './outcome';
import { isLightAssertion, isLightExtract } from './weight';

/** What a step takes and checks, filled in. */
export interface Questions {
  extract: readonly Extract[];
  assert: readonly Assertion[];
}

/** The answers, each at its question's place. */
export interface Judgement {
  extracted: Extracted[];
  assertions: AssertionResult[];
  /** ended before all was answered, since the signal said so */
  isCancelled: boolean;
}

/**
 * Answers a step's questions: at once what is light, in a thread with a limit what a page or an expression could draw
 * out. What was not answered by then has no value, with `too_costly` and words that say what to do.
 */
export async function judge(
  { extract, assert }: Questions,
  outcome: Outcome,
  options: AsideOptions,
): Promise<Judgement> {
  const readText = (): string => outcome.text;
  const heavyExtract = extract.filter((one) => !isLightExtract(one, readText));
  const heavyAssert = assert.filter((one) => !isLightAssertion(one, readText));
  const heavy = { extract: heavyExtract, assert: heavyAssert };
  const hasHeavy = heavyExtract.length + heavyAssert.length > 0;
  const { parts, ended } = hasHeavy ? await askAside(heavy, outcome, options) : NOTHING_HEAVY;
  const problem = GIVEN_UP[ended];
  const extracted = heavyExtract.map(
    (_, n) => (parts[n] as Extracted | undefined) ?? { value: null, problem, code: 'too_costly' as const },
  );
  const assertions = heavyAssert.map(
    (one, n) =>
      (parts[heavyExtract.length + n] as AssertionResult | undefined) ?? {
        ...one,
        passed: false,
        actual: problem,
        code: 'too_costly' as const,
      },
  );
  return {
    extracted: extract.map((one) => extracted[heavyExtract.indexOf(one)] ?? extractValue(one, outcome)),
    assertions: assert.map((one) => assertions[heavyAssert.indexOf(one)] ?? checkAssertion(one, outcome)),
    isCancelled: ended === 'cancelled',
  };
}

const NOTHING_HEAVY: AsideAnswer = { parts: [], ended: 'done' };

/** Only what the questions need goes over: of a large jar, the cookies that are asked for. */
function askAside(
  { extract, assert }: Questions,
  { response, text, jarAfter }: Outcome,
  options: AsideOptions,
): Promise<AsideAnswer> {
  const names = new Set(assert.flatMap((one) => (one.source === 'cookie' ? [one.expression] : [])));
  const job = {
    kind: 'judge' as const,
    response: response && {
      status: response.status,
      headers: response.headers,
      elapsedMs: response.elapsedMs,
    },
    text,
    jar: jarAfter.filter(({ name }) => names.has(name)),
    extract,
    assert,
  };
  return aside().run(job, options);
}

const SIMPLER = 'Ask for less: a simpler expression, or one that names the element or member it is after.';
const GIVEN_UP: Record<AsideEnd, string> = {
  done: '',
  time: `Looking for it in this body took too long and was given up. ${SIMPLER}`,
  memory: `Looking for it in this body took too much memory and was given up. ${SIMPLER}`,
  cancelled: 'The run was cancelled before this was found.',
};
