import type { Run } from '@/lib/model/run';
import type { SessionSettings } from '@/lib/model/session';
import type { SequenceVariable, Step } from '@/lib/model/sequence';
import type { Finding } from '@/lib/model/share';
import { KnownSecrets } from './known-secrets';
import { at, below, Publication, type Place } from './publication';
import { withoutKnown } from './publish-known';
import { publishValue } from './publish-request';
import { publishRun } from './publish-run';
import { publishStep } from './publish-step';
import { publishDocument, publishText } from './publish-text';
import { takeVariables } from './publish-variables';
import { keyShaped, kindByName } from './secrets';

/** What a link holds: everything a replay needs, nothing of the author's that was not knowingly revealed. */
export interface Snapshot {
  name: string;
  description: string;
  steps: Step[];
  variables: SequenceVariable[];
  session: SessionSettings;
  /** a run that was kept, to be looked at */
  run: Run | null;
}

export interface PublishChoices {
  /** the `where` or any other place of each finding that may be seen by all */
  reveal?: readonly string[];
  /** secrets that stand nowhere in the source itself and must not stand there in disguise: cookies of the author's jar */
  secrets?: readonly string[];
}

export interface Published {
  snapshot: Snapshot;
  findings: Finding[];
}

/**
 * Freezes a sequence, and a run of it, for a link. Deny by default: every value that looks like a secret, by its name,
 * its place or its form, and every other spelling of it, becomes a named prompt in what is sent and a mask in what was
 * recorded, in the snapshot itself. A secret is shown when `reveal` names a place where it was found.
 */
export function publish(source: Snapshot, choices: PublishChoices = {}): Published {
  const { reveal = [], secrets = [] } = choices;
  const first = new Publication(new Set(), namesOf(source));
  freeze(source, first, secrets);
  const revealed = new Set(first.at(new Set(reveal)));
  // Again from the start: only now it is known what is revealed, and what was found late is known early.
  const known = [...secrets, ...first.withheld()].filter((secret) => !revealed.has(secret));
  const second = new Publication(revealed, namesOf(source));
  return { snapshot: freeze(source, second, known), findings: second.findings() };
}

function namesOf({ variables, steps }: Snapshot): string[] {
  return [
    ...variables.map(({ name }) => name),
    ...steps.flatMap(({ extract }) => extract.map(({ variable }) => variable)),
  ];
}

function freeze(source: Snapshot, publication: Publication, secrets: readonly string[]): Snapshot {
  const variables = source.variables.map((variable, index) =>
    frozenVariable(variable, index + 1, publication),
  );
  const taken = takeVariables(source, publication);
  const steps = taken.steps.map((step, index) => publishStep(step, index + 1, publication));
  const session = publishValue(taken.session, at('session'), publication) as SessionSettings;
  const run = source.run && frozenRun(source.run, publication);
  const told = {
    name: publishText(source.name, at('name'), publication),
    description: publishDocument(source.description, at('description'), publication, publishValue),
  };
  const known = new KnownSecrets([...publication.withheld(), ...secrets], publication.names);
  const clean = <T>(value: T, place: Place, byForm = false): T =>
    withoutKnown(value, place, { known, publication, byForm }) as T;
  publication.way = 'prompt';
  const sent = {
    ...clean(told, at()),
    steps: steps.map((step, index) => clean(step, at('steps', String(index + 1)))),
    session: clean(session, at('session')),
    variables: cleanVariables(variables, clean),
  };
  publication.way = 'mask';
  const recorded = run && {
    ...run,
    steps: run.steps.map((step, index) => cleanStep(step, index + 1, clean, publication)),
  };
  publication.way = 'prompt';
  return { ...sent, variables: [...sent.variables, ...prompts(sent.variables, publication)], run: recorded };
}

type Clean = <T>(value: T, place: Place, byForm?: boolean) => T;

/** A recorded step's request is a step of the sequence: it is sent again by whoever copies it, so it prompts. */
function cleanStep(
  step: Run['steps'][number],
  number: number,
  clean: Clean,
  publication: Publication,
): Run['steps'][number] {
  const { request, ...rest } = step;
  const recorded = clean(rest, at('run', String(number)), true);
  publication.way = 'prompt';
  const asked = clean(request, at('steps', String(number), 'request'));
  publication.way = 'mask';
  return { ...recorded, request: asked };
}

function frozenRun(run: Run, publication: Publication): Run {
  const asked = run.steps.map(({ request }, index) =>
    publishValue(request, at('steps', String(index + 1), 'request'), publication),
  ) as Step['request'][];
  publication.way = 'mask';
  const masked = publishRun(run, publication);
  publication.way = 'prompt';
  return {
    ...masked,
    steps: masked.steps.map((step, index) => ({ ...step, request: asked[index] ?? step.request })),
  };
}

/** A variable that holds a secret loses its value, and the visitor is asked for it. */
function frozenVariable(
  variable: SequenceVariable,
  number: number,
  publication: Publication,
): SequenceVariable {
  const { default: value, ...rest } = variable;
  if (value === undefined || value === '') return variable;
  const place = { ...below(at('variables'), String(number)), name: variable.name };
  const found = variable.secret
    ? 'secretVariable'
    : (kindByName(variable.name) ?? (keyShaped(value) ? 'token' : null));
  if (!found) return variable;
  const shown = publication.withholdVariable(below(place, variable.name), found, value);
  return shown ? variable : asked(rest);
}

function asked({ name, prompt }: Omit<SequenceVariable, 'default'>): SequenceVariable {
  return { name, secret: true, prompt: prompt ?? name };
}

/** A default that holds a secret in disguise cannot hold a prompt instead, as what is filled in is not looked at again. */
function cleanVariables(variables: readonly SequenceVariable[], clean: Clean): SequenceVariable[] {
  return variables.map((variable, index) => {
    const place = { ...at('variables', String(index + 1), variable.name), name: variable.name };
    const { default: value, ...rest } = variable;
    const told = rest.prompt === undefined ? rest : { ...rest, prompt: clean(rest.prompt, place, true) };
    if (value === undefined) return told;
    return clean(value, place, true) === value ? { ...told, default: value } : asked(told);
  });
}

function prompts(declared: readonly SequenceVariable[], publication: Publication): SequenceVariable[] {
  const names = new Set(declared.map(({ name }) => name));
  return [...publication.promptNames()]
    .filter((name) => !names.has(name))
    .map((name) => ({ name, secret: true, prompt: name.replaceAll('_', ' ') }));
}
