import type { Cookie } from '@/lib/model/cookie';
import type { Exchange } from '@/lib/model/exchange';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { RunStatus, StepResult, StepStatus } from '@/lib/model/run';
import type { Step } from '@/lib/model/sequence';
import { filledAssertion, filledExtract } from './fill';
import { judge } from './judge';
import { Outcome } from './outcome';
import { repeated } from './repeat';

/** What the runner needs of the outside: one send through the session, `secrets` naming variables of steps so far, and a look into its jar. */
export interface RunDoors {
  send(
    spec: RequestSpec,
    variables: Readonly<Record<string, string>>,
    secrets: ReadonlySet<string>,
  ): Promise<{ exchange: Exchange; readText: () => string }>;
  readJar(): Promise<Cookie[]>;
  onStep(result: StepResult, position: number): Promise<void>;
  /** whose run it is, where runs of several share the threads that read heavy pages */
  owner?: string;
}

/**
 * Runs steps in order through one session. What a step extracts is a variable for every later one. A step fails
 * when an assertion does, errors when its target could not be reached or an extraction found nothing; it is then tried
 * again as often as it says, and stops the run unless it says `continue`.
 * @returns how the run ended; each step went to `doors.onStep` as it finished
 */
export async function runSteps(
  steps: readonly Step[],
  given: Readonly<Record<string, string>>,
  doors: RunDoors,
  signal: AbortSignal,
): Promise<RunStatus> {
  const variables: Record<string, string> = { ...given };
  const secrets = new Set<string>();
  let worst: RunStatus = 'passed';
  let jarBefore = await doors.readJar();
  for (const [position, step] of steps.entries()) {
    if (signal.aborted) return 'cancelled';
    const known = { variables, secrets };
    const result = await repeated(step.retries, signal, () => runStep(step, known, jarBefore, doors, signal));
    learn(result, known);
    await doors.onStep(result, position);
    jarBefore = result.jarAfter;
    if (result.status === 'cancelled') return 'cancelled';
    if (result.status !== 'passed') {
      worst = worst === 'error' || result.status === 'error' ? 'error' : 'failed';
      if (step.onFailure === 'stop') return worst;
    }
  }
  return worst;
}

/** What steps so far took, by which later ones are filled in. */
interface Known {
  variables: Record<string, string>;
  secrets: Set<string>;
}

/** A step's last try decides what later ones are told. */
function learn({ extracted }: StepResult, { variables, secrets }: Known): void {
  for (const { variable, value, secret } of extracted) {
    if (value === null) continue;
    variables[variable] = value;
    if (secret) secrets.add(variable);
  }
}

async function runStep(
  step: Step,
  { variables, secrets }: Known,
  jarBefore: Cookie[],
  doors: RunDoors,
  signal: AbortSignal,
): Promise<StepResult> {
  const { exchange, readText } = await doors.send(step.request, variables, secrets);
  const jarAfter = await doors.readJar();
  const questions = {
    extract: exchange.response ? step.extract.map((extract) => filledExtract(extract, variables)) : [],
    assert: step.assert.map((assertion) => filledAssertion(assertion, variables)),
  };
  const outcome = new Outcome(exchange.response, readText, jarAfter);
  const judged = await judge(questions, outcome, { owner: doors.owner ?? '', signal });
  const extracted = step.extract.map(({ variable, secret = false }, n) => ({
    variable,
    secret,
    ...(judged.extracted[n] ?? NO_RESPONSE),
  }));
  const assertions = judged.assertions.map((result, n) => ({ ...result, ...step.assert[n] }));
  const status = judged.isCancelled ? 'cancelled' : statusOf(exchange, extracted, assertions);
  return {
    stepId: step.id,
    name: step.name,
    request: step.request,
    status,
    exchange,
    extracted,
    assertions,
    jarBefore,
    jarAfter,
  };
}

const NO_RESPONSE = { value: null, problem: 'There is no response to take it from.' };

function statusOf(
  exchange: Exchange,
  extracted: StepResult['extracted'],
  assertions: StepResult['assertions'],
): StepStatus {
  if (exchange.error?.code === 'cancelled') return 'cancelled';
  if (exchange.error) return 'error';
  if (extracted.some(({ value }) => value === null)) return 'error';
  return assertions.every(({ passed }) => passed) ? 'passed' : 'failed';
}
