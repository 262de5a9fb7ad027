import 'server-only';
import { AppError } from '@/lib/errors';
import { RunStart } from '@/lib/model/run';
import type { SequenceVariable, Step } from '@/lib/model/sequence';
import { chooseEnvironment, type ChosenEnvironment } from './environments';
import { mayEdit, type Member } from './member';
import { sessionFor, type OwnSession } from './run-session';
import { getSequence } from './sequences';

/** What a run is made of, once it is known to be able to start. */
export interface RunPlan {
  sequenceId: string | null;
  sessionId: string;
  steps: Step[];
  variables: Record<string, string>;
  /** the session was made for this run, so that its connections end with it */
  fresh?: boolean;
  /** such a session that was empty at the beginning */
  own?: OwnSession | undefined;
  /** the caller is told nothing before the end, so that nothing need be durable before it */
  waits?: boolean;
  /** names of variables that are marked as secret */
  secrets: ReadonlySet<string>;
  /** what the steps find where neither the run nor the session has a variable */
  environmentId?: string | undefined;
  /** `scheme://host:port` of all that may be sent to; left out: wherever the server itself may */
  onlyOrigins?: readonly string[];
}

/** What `startRun` is about to run, and where. @throws AppError as `startRun` */
export async function planRun(member: Member, sequenceId: string, input: RunStart): Promise<RunPlan> {
  mayEdit(member);
  const { sessionId, checkpointId, variables, fromStep, toStep, environmentId } = RunStart.parse(input);
  const sequence = await getSequence(member, sequenceId);
  const steps = sequence.steps.slice((fromStep ?? 1) - 1, toStep ?? sequence.steps.length);
  if (steps.length === 0) {
    throw new AppError(
      'invalid_request',
      'There is no step to run. Add a step, or widen fromStep and toStep.',
    );
  }
  const environment = environmentId ? await chooseEnvironment(member, environmentId) : null;
  const values = resolveVariables(sequence.variables, {
    ...declaredIn(environment, sequence.variables),
    ...variables,
  });
  const session = await sessionFor(member, sessionId, checkpointId);
  return {
    sequenceId,
    sessionId: session.id,
    steps,
    variables: values,
    secrets: new Set([...secretNames(sequence.variables), ...(environment?.secrets ?? [])]),
    environmentId,
    fresh: sessionId === undefined,
    own: session.own,
  };
}

/** What an environment has of the variables that a sequence names; the others stay weaker than the session's. */
function declaredIn(
  environment: ChosenEnvironment | null,
  declared: readonly SequenceVariable[],
): Record<string, string> {
  const values = environment?.values ?? {};
  const known = declared.filter(({ name }) => Object.hasOwn(values, name));
  return Object.fromEntries(known.map(({ name }) => [name, values[name] ?? '']));
}

/** The names of those that are marked as secret. */
export function secretNames(variables: readonly SequenceVariable[]): ReadonlySet<string> {
  return new Set(variables.filter(({ secret }) => secret).map(({ name }) => name));
}

/**
 * The value of every variable a run needs: given, else the default.
 * @throws AppError `invalid_request` naming each one that has neither
 */
export function resolveVariables(
  declared: readonly SequenceVariable[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const values: Record<string, string> = { ...given };
  const missing = [];
  for (const { name, default: fallback } of declared) {
    if (name in values) continue;
    if (fallback === undefined) missing.push(name);
    else values[name] = fallback;
  }
  if (missing.length === 0) return values;
  throw new AppError('invalid_request', `This needs a value for ${missing.join(', ')}.`, {
    errors: missing.map((name) => ({ path: `variables.${name}`, message: 'needs a value' })),
  });
}
