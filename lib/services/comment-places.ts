import 'server-only';
import { findExchange } from '@/lib/db/exchanges';
import { findSequence } from '@/lib/db/sequences';
import { findSession } from '@/lib/db/sessions';
import { subjectOf, type CommentPin, type PlacedComment } from '@/lib/model/comment';
import type { Member } from './member';
import { shownExchange, shownSequences } from './viewer';

type Place = Pick<PlacedComment, 'place' | 'href'>;
type Placer = (pin: CommentPin) => Place;

/** What a pin is pinned to in words, and the page that shows it. Each thing is looked up once. */
export function placesOf(member: Member): (pin: CommentPin) => Promise<Place> {
  const known = new Map<string, Promise<Placer>>();
  return async (pin) => {
    const id = subjectOf(pin);
    const placer = known.get(id) ?? placerOf(member, pin);
    known.set(id, placer);
    return (await placer)(pin);
  };
}

function placerOf(member: Member, pin: CommentPin): Promise<Placer> {
  if (pin.on === 'step') return inSequence(member, pin.sequenceId);
  return pin.on === 'jar' ? inJar(member, pin.sessionId) : inExchange(member, pin.exchangeId);
}

async function inSequence(member: Member, id: string): Promise<Placer> {
  const found = await findSequence(member.scope, id);
  const [sequence] = found ? await shownSequences(member, [found]) : [];
  const name = sequence?.name ?? 'A sequence';
  return (pin) => {
    const index = sequence?.steps.findIndex((step) => pin.on === 'step' && step.id === pin.stepId) ?? -1;
    const step = sequence?.steps[index];
    if (!step) return { place: `${name}: a step that is gone`, href: `/sequences/${id}` };
    const number = index + 1;
    return { place: `${name}: step ${number}, ${step.name}`, href: `/sequences/${id}?step=${number}` };
  };
}

async function inExchange(member: Member, id: string): Promise<Placer> {
  const found = await findExchange(member.scope, id);
  const shown = found && (await shownExchange(member, found));
  const request = shown?.exchange.history[0]?.request ?? shown?.exchange.request;
  const title = request ? `${request.method} ${request.url}` : 'A past request';
  return (pin) => {
    const hop = 'hop' in pin ? `hop ${pin.hop}` : 'a hop';
    return {
      place: `${title}: ${pin.on === 'cookie' ? `${pin.name} on ${hop}` : hop}`,
      href: `/?exchange=${id}`,
    };
  };
}

async function inJar({ scope }: Member, id: string): Promise<Placer> {
  const name = (await findSession(scope, id))?.name ?? 'A session';
  return (pin) => ({ place: `${name}: ${'name' in pin ? pin.name : 'a cookie'} in the jar`, href: '/' });
}
