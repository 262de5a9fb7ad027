import type { Cookie } from '@/lib/model/cookie';
import type { Exchange } from '@/lib/model/exchange';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { RunStatus, StepResult, StepStatus } from '@/lib/model/run';
import type { Step } from '@/lib/model/sequence';
import { checkAssertion } from './assert';
import { extractValue } from './extract';
import { Outcome } from './outcome';

/** What the runner needs of the outside: one send through the session, `secrets` naming variables of steps so far, and a look into its jar. */
export interface RunDoors {
  send(
    spec: RequestSpec,
    variables: Readonly<Record<string, string>>,
    secrets: ReadonlySet<string>,
  ): Promise<{ exchange: Exchange; readText: () => string }>;
  readJar(): Promise<Cookie[]>;
  onStep(result: StepResult, position: number): Promise<void>;
}

/**
 * Runs steps in order through one session. What a step extracts is a variable for every later one. A step fails
 * when an assertion does, errors when its target could not be reached or an extraction found nothing, and then
 * stops the run unless it says `continue`.
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
    const result = await runStep(step, { variables, secrets }, jarBefore, doors);
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

async function runStep(
  step: Step,
  { variables, secrets }: { variables: Record<string, string>; secrets: Set<string> },
  jarBefore: Cookie[],
  doors: RunDoors,
): Promise<StepResult> {
  const { exchange, readText } = await doors.send(step.request, variables, secrets);
  const jarAfter = await doors.readJar();
  const outcome = new Outcome(exchange, readText, jarAfter);
  const extracted = step.extract.map((extract) => ({
    variable: extract.variable,
    value: exchange.response ? extractValue(extract, outcome) : null,
    secret: extract.secret ?? false,
  }));
  for (const { variable, value, secret } of extracted) {
    if (value === null) continue;
    variables[variable] = value;
    if (secret) secrets.add(variable);
  }
  const assertions = step.assert.map((assertion) => checkAssertion(assertion, outcome));
  const status = statusOf(exchange, extracted, assertions);
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
