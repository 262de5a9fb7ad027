import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createTransport } from '@/lib/engine';
import { DEFAULT_LIMITS } from '@/lib/model/limits';
import { formatOf, importSequence } from '@/lib/interchange/import-sequence';
import { RunStart, type Run, type StepResult } from '@/lib/model/run';
import { SequenceInput, type SequenceVariable, type Step } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import { LocalSession } from '@/lib/sequence/local-session';
import { runSteps } from '@/lib/sequence/run';

const Job = z.object({ file: z.string(), start: RunStart });

/** The user's own machine and network; cloud metadata is nobody's target. */
const EGRESS = { allowPrivate: true, allow: [], deny: [], self: [], proxies: true };

function tell(event: 'step' | 'end' | 'trouble', data: unknown): void {
  process.send?.({ event, data });
}

/** @throws Error naming each variable that has no value */
function valuesOf(
  declared: readonly SequenceVariable[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const missing = declared
    .filter((one) => one.default === undefined && !(one.name in given))
    .map(({ name }) => name);
  if (missing.length > 0)
    throw new Error(`It needs a value: ${missing.map((name) => `--var ${name}=…`).join(' ')}`);
  return { ...Object.fromEntries(declared.map((one) => [one.name, one.default ?? ''])), ...given };
}

async function run(): Promise<{ name: string; run: Run }> {
  const { file, start } = Job.parse(JSON.parse(await text(process.stdin)));
  const content = await readFile(file, 'utf8');
  const read = importSequence(formatOf(file, content), content);
  for (const warning of read.warnings) process.stderr.write(`playjar: ${warning}\n`);
  const sequence = SequenceInput.parse(read.sequence);
  const { fromStep = 1, toStep = sequence.steps.length, variables = {} } = start;
  const numbered = sequence.steps.map((step, index): Step => ({
    ...step,
    id: step.id ?? `step-${index + 1}`,
  }));
  const steps = numbered.slice(fromStep - 1, toStep);
  if (steps.length === 0) throw new Error('There is no step to run.');
  const values = valuesOf(sequence.variables, variables);
  const control = new AbortController();
  process.once('disconnect', () => control.abort());
  const transport = createTransport(EGRESS);
  const session = new LocalSession({
    settings: SessionSettings.parse({}),
    transport,
    limits: DEFAULT_LIMITS,
    secrets: new Set(sequence.variables.filter(({ secret }) => secret).map(({ name }) => name)),
    signal: control.signal,
  });
  const startedAt = new Date();
  const results: StepResult[] = [];
  const doors = {
    send: session.send.bind(session),
    readJar: () => session.readJar(),
    async onStep(result: StepResult, position: number): Promise<void> {
      results.push(result);
      tell('step', { position, result });
    },
  };
  const status = await runSteps(steps, values, doors, control.signal);
  await transport.close();
  const elapsedMs = Date.now() - startedAt.getTime();
  const whole: Run = {
    id: session.id,
    sequenceId: null,
    sessionId: session.id,
    sessionName: sequence.name,
    isReference: false,
    status,
    steps: results,
    stepCount: steps.length,
    startedAt: startedAt.toISOString(),
    elapsedMs,
  };
  return { name: sequence.name, run: whole };
}

try {
  tell('end', await run());
} catch (error) {
  tell('trouble', error instanceof Error ? error.message : String(error));
}
process.disconnect();
