import type { Offer } from '@/lib/model/offer';
import type { RequestSpec } from '@/lib/model/request-spec';
import { newStep, type SequenceDraft, type StepDraft } from './sequence-draft';
import { fieldsOf } from './step-request';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The draft with an offer taken: the step that got the response takes the hidden values, and the form is the step
 * after it. A token goes into the later steps that change something at the same place, or makes one where there is none.
 * @returns the draft, and the key of the step to look at
 */
export function withOffer(
  draft: SequenceDraft,
  stepId: string,
  offer: Offer,
): { draft: SequenceDraft; key: string } {
  const at = draft.steps.findIndex(({ id }) => id === stepId);
  const taking = draft.steps[at];
  if (!taking) return { draft, key: '' };
  const later = draft.steps.slice(at + 1);
  const [header] = offer.step.request.headers ?? [];
  const receivers = header ? later.filter((step) => takesToken(step, offer)) : [];
  const steps = [...draft.steps.slice(0, at), withExtracts(taking, offer)];
  if (header && receivers[0]) {
    const line = `${header[0]}: ${header[1] ?? ''}`;
    steps.push(...later.map((step) => (receivers.includes(step) ? withHeader(step, line) : step)));
    return { draft: { ...draft, steps }, key: receivers[0].key };
  }
  const next = stepOf(offer, at + 2);
  steps.push(next, ...later);
  return { draft: { ...draft, steps, variables: variablesOf(draft, offer) }, key: next.key };
}

/** Whether a sequence has what an offer would add. */
export function hasOffer(draft: SequenceDraft, stepId: string, offer: Offer): boolean {
  const at = draft.steps.findIndex(({ id }) => id === stepId);
  const taken = draft.steps[at]?.extract.map(({ variable }) => variable) ?? [];
  const needed = offer.extract.map(({ variable }) => variable);
  if (offer.kind !== 'form') return needed.every((variable) => taken.includes(variable));
  const { method = 'GET', url } = offer.step.request;
  return draft.steps
    .slice(at + 1)
    .some(({ fields }) => fields.method.toUpperCase() === method && sameAddress(fields.url, url));
}

/** Queries may have been typed into since. */
function sameAddress(a: string, b: string): boolean {
  return a.replace(/\?.*$/s, '') === b.replace(/\?.*$/s, '');
}

function withExtracts(step: StepDraft, { extract }: Offer): StepDraft {
  const known = new Set(step.extract.map(({ variable }) => variable));
  return { ...step, extract: [...step.extract, ...extract.filter(({ variable }) => !known.has(variable))] };
}

function takesToken({ json, fields }: StepDraft, { step }: Offer): boolean {
  return (
    json === null &&
    !SAFE.has(fields.method.toUpperCase()) &&
    originOf(fields.url) === originOf(step.request.url)
  );
}

function originOf(url: string): string {
  return /^(\{\{[^{}]*\}\}|[a-z]+:\/\/[^/?#]*)/i.exec(url)?.[0] ?? '';
}

function withHeader(step: StepDraft, line: string): StepDraft {
  const { headers } = step.fields;
  if (headers.split('\n').includes(line)) return step;
  return { ...step, fields: { ...step.fields, headers: headers === '' ? line : `${headers}\n${line}` } };
}

function stepOf({ step }: Offer, number: number): StepDraft {
  const request = { method: 'GET', ...step.request } as RequestSpec;
  return { ...newStep(number), name: step.name, fields: fieldsOf(request) };
}

function variablesOf({ variables }: SequenceDraft, offer: Offer): SequenceDraft['variables'] {
  const missing = offer.variables.filter(({ name }) => !variables.some((one) => one.name === name));
  return [
    ...variables,
    ...missing.map(({ name, secret, prompt = '' }) => ({ name, value: '', asked: true, secret, prompt })),
  ];
}
