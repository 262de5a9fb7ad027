import 'server-only';
import { listCookies } from '@/lib/db/jar';
import { decodeText } from '@/lib/engine';
import { AppError } from '@/lib/errors';
import type { Exchange } from '@/lib/model/exchange';
import type { Offer } from '@/lib/model/offer';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { Sequence, SequenceInput, SequenceVariable, StepInput } from '@/lib/model/sequence';
import { findOffers } from '@/lib/sequence/read-aside';
import { getExchange, getExchangeBody } from './exchanges';
import { mayEdit, type Member } from './member';
import { onlyViews } from './viewer';
import { createSequence, getSequence, replaceSequence } from './sequences';

const HTML = /^\s*(text\/html|application\/xhtml\+xml)\s*(;|$)/i;

/**
 * The next steps that a past send's response suggests: forms of an HTML page, tokens for scripts.
 * @throws AppError `not_found`; `too_costly` for a page that no one should wait for
 */
export async function listOffers(member: Member, exchangeId: string): Promise<Offer[]> {
  if (onlyViews(member)) return nothingFor(member, exchangeId);
  const [{ spec }, { exchange, body }] = await Promise.all([
    getExchange(member, exchangeId, 'run'),
    getExchangeBody(member, exchangeId),
  ]);
  const { response, history, request } = exchange;
  if (!response) return [];
  const text = isHtml(exchange) ? decodeText(body, response.encoding ?? 'utf-8') : null;
  const page = {
    url: response.url,
    jar: await listCookies(member.scope, exchange.sessionId),
    asked: { typed: spec.url, sent: history[0]?.request.url ?? request.url },
  };
  return findOffers(page, text, { owner: member.scope.workspaceId });
}

/** A viewer takes no offer, and they quote what a page hid in its forms. */
async function nothingFor(member: Member, exchangeId: string): Promise<Offer[]> {
  await getExchange(member, exchangeId, 'run');
  return [];
}

function isHtml({ response }: Exchange): boolean {
  const type = response?.headers.findLast(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return type !== undefined && HTML.test(type);
}

/** Where an offer's steps go: into a sequence there is, or a new one of that name. */
export interface OfferTarget {
  sequenceId: string | null;
  name?: string | undefined;
}

/**
 * Takes an offer: the send that got the response becomes a step that takes the hidden values, unless the sequence has
 * it already, and the form or token makes the step after it.
 * @param number which offer, from 0
 * @returns the sequence, and the new step's place from 0
 * @throws AppError `not_found`; `conflict` when the sequence was changed meanwhile
 */
export async function takeOffer(
  member: Member,
  exchangeId: string,
  number: number,
  target: OfferTarget,
): Promise<{ sequence: Sequence; position: number }> {
  mayEdit(member);
  const offer = (await listOffers(member, exchangeId))[number];
  if (!offer) throw new AppError('not_found', 'This response has no such form any more. Send it again.');
  const { spec, exchange } = await getExchange(member, exchangeId, 'run');
  const before = firstStep(spec, exchange);
  if (target.sequenceId === null) {
    const name = target.name?.trim() || offer.step.name;
    const { steps, position } = withOffer([], before, offer);
    const variables = offer.variables;
    return { sequence: await createSequence(member, { name, steps, variables }), position };
  }
  const { steps, variables, name, description, version } = await getSequence(member, target.sequenceId);
  const extended = withOffer(steps, before, offer);
  const input: SequenceInput = {
    name,
    description,
    steps: extended.steps,
    variables: withVariables(variables, offer.variables),
  };
  const sequence = await replaceSequence(member, target.sequenceId, input, version);
  return { sequence, position: extended.position };
}

function firstStep(spec: RequestSpec, { response }: Exchange): StepInput {
  const path = /^[^?#]*/.exec(spec.url.replace(/^[a-z]+:\/\/[^/?#]*/i, ''))?.[0] || '/';
  const assert: StepInput['assert'] = response
    ? [{ source: 'status', operator: 'equals', value: response.status }]
    : [];
  return { name: `${spec.method} ${path}`.slice(0, 200), request: spec, assert };
}

/** The last step that asks for the same is the one that got the response; without one it comes first. */
function withOffer(
  steps: readonly StepInput[],
  before: StepInput,
  { extract, step }: Offer,
): { steps: StepInput[]; position: number } {
  const { method, url } = before.request;
  const found = steps.findLastIndex(
    ({ request }) => request.url === url && (request.method ?? 'GET') === method,
  );
  const all = found < 0 ? [...steps, before] : [...steps];
  const at = found < 0 ? all.length - 1 : found;
  const taking = all[at] ?? before;
  const known = new Set((taking.extract ?? []).map(({ variable }) => variable));
  const added = extract.filter(({ variable }) => !known.has(variable));
  all[at] = { ...taking, extract: [...(taking.extract ?? []), ...added] };
  all.splice(at + 1, 0, step);
  return { steps: all, position: at + 1 };
}

function withVariables(
  known: readonly SequenceVariable[],
  more: readonly SequenceVariable[],
): SequenceVariable[] {
  return [...known, ...more.filter(({ name }) => !known.some((one) => one.name === name))];
}
