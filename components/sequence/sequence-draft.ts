import { freshId } from '@/components/request/draft';
import type {
  Assertion,
  Extract,
  Sequence,
  SequenceInput,
  SequenceVariable,
  Step,
  StepInput,
} from '@/lib/model/sequence';
import { fieldsOf, readRequest, requestOf, type RequestFields } from './step-request';

export interface CheckDraft extends Omit<Assertion, 'value' | 'expression'> {
  expression: string;
  value: string;
}

/** A step as it is being edited. `json` is the request typed as JSON; null while the form's fields count. */
export interface StepDraft {
  key: string;
  id: string | null;
  name: string;
  fields: RequestFields;
  json: string | null;
  extract: Extract[];
  assert: CheckDraft[];
  onFailure: Step['onFailure'];
  /** tries after the first, as typed; empty: none */
  retries: string;
  /** seconds before each of them, as typed */
  retryDelay: string;
}

/** What is wrong with the field of a step that the server calls so: `extract.0.expression`. */
export type FaultAt = (path: string) => string | undefined;

export interface VariableDraft {
  name: string;
  /** empty and `asked`: no default */
  value: string;
  asked: boolean;
  secret: boolean;
  prompt: string;
}

/** A sequence as it is being edited: everything that Save writes. */
export interface SequenceDraft {
  name: string;
  description: string;
  steps: StepDraft[];
  variables: VariableDraft[];
}

export function draftOf({ name, description, steps, variables }: Sequence): SequenceDraft {
  return { name, description, steps: steps.map(stepDraftOf), variables: variables.map(variableDraftOf) };
}

function stepDraftOf({ id, name, request, extract, assert, onFailure, retries }: Step): StepDraft {
  return {
    key: id,
    id,
    name,
    fields: fieldsOf(request),
    json: null,
    extract,
    assert: assert.map((check) => ({
      ...check,
      expression: check.expression ?? '',
      value: valueText(check.value),
    })),
    onFailure,
    retries: retries ? String(retries.count) : '',
    retryDelay: String(retries?.delay ?? 1),
  };
}

function valueText(value: Assertion['value']): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function variableDraftOf({ name, default: value, secret, prompt }: SequenceVariable): VariableDraft {
  return { name, value: value ?? '', asked: value === undefined, secret, prompt: prompt ?? '' };
}

/** A change to a step, or what makes one of the step as it is when the change comes. */
export type StepChange = Partial<StepDraft> | ((step: StepDraft) => Partial<StepDraft>);

export function changedStep(step: StepDraft, change: StepChange): StepDraft {
  return { ...step, ...(typeof change === 'function' ? change(step) : change) };
}

export function newStep(number: number): StepDraft {
  return {
    key: freshId(),
    id: null,
    name: `Step ${number}`,
    fields: fieldsOf({ method: 'GET', url: '' }),
    json: null,
    extract: [],
    assert: [{ source: 'status', expression: '', operator: 'equals', value: '200' }],
    onFailure: 'stop',
    retries: '',
    retryDelay: '1',
  };
}

/** A mistake and where it stands: dotted as the server names it, `steps.0.request`. */
export interface Fault {
  path: string;
  message: string;
}

/** What Save sends, or what has to be put right first. */
export function inputOf(draft: SequenceDraft): { input: SequenceInput; faults: Fault[] } {
  const faults: Fault[] = [];
  if (draft.name.trim() === '') faults.push({ path: 'name', message: 'Give the sequence a name.' });
  const steps = draft.steps.map((step, index): StepInput => {
    const { id, name, onFailure } = step;
    if (name.trim() === '') faults.push({ path: `steps.${index}.name`, message: 'Give the step a name.' });
    const read = step.json === null ? { request: requestOf(step.fields) } : readRequest(step.json);
    if ('fault' in read) faults.push({ path: `steps.${index}.request`, message: read.fault });
    else if (read.request.url.trim() === '')
      faults.push({ path: `steps.${index}.request.url`, message: 'Type the URL that this step asks for.' });
    const request = 'fault' in read ? { method: 'GET', url: '' } : { method: 'GET', ...read.request };
    const extract = step.extract.map(extractOf);
    const assert = step.assert.map(assertionOf);
    return { ...(id ? { id } : {}), name, request, extract, assert, onFailure, ...retriesOf(step) };
  });
  const variables = draft.variables.map(({ name, value, asked, secret, prompt }) => ({
    name: name.trim(),
    ...(asked ? {} : { default: value }),
    secret,
    ...(prompt.trim() ? { prompt: prompt.trim() } : {}),
  }));
  return { input: { name: draft.name, description: draft.description, steps, variables }, faults };
}

function retriesOf({ retries, retryDelay }: StepDraft): Pick<StepInput, 'retries'> {
  const count = Number(retries.trim());
  return count === 0 ? {} : { retries: { count, delay: Number(retryDelay) } };
}

/** Only a selector has an attribute, and an empty one means the element's text. */
function extractOf({ attribute, ...extract }: Extract): Extract {
  const variable = extract.variable.trim();
  return { ...extract, variable, ...(extract.from === 'css' && attribute ? { attribute } : {}) };
}

/** The check that a row says. */
export function assertionOf({ source, expression, attribute, operator, value }: CheckDraft): Assertion {
  const withValue = operator !== 'exists' && operator !== 'notExists';
  return {
    source,
    operator,
    ...(expression.trim() ? { expression: expression.trim() } : {}),
    ...(source === 'cookie' && attribute && attribute !== 'value' ? { attribute } : {}),
    ...(withValue ? { value: typedValue(value) } : {}),
  };
}

/** `200`, `true`, `null` and `{…}` are meant as JSON; everything else is text. */
function typedValue(text: string): Exclude<Assertion['value'], undefined> {
  if (!/^(-?\d|true$|false$|null$|[[{"])/.test(text.trim())) return text;
  try {
    return JSON.parse(text) as Exclude<Assertion['value'], undefined>;
  } catch {
    return text;
  }
}

/** True when Save would write the same. */
export function sameDraft(a: SequenceDraft, b: SequenceDraft): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
