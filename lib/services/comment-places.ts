import 'server-only';
import { findExchange } from '@/lib/db/exchanges';
import { findSequence } from '@/lib/db/sequences';
import { findSession } from '@/lib/db/sessions';
import { subjectOf, type CommentPin, type PlacedComment } from '@/lib/model/comment';
import type { Member } from './member';
import { shownExchange, shownSequences } from './viewer';

type Place = Pick<PlacedComment, 'place' | 'href'>;

/** What a pin is pinned to in words, and the page that shows it. Each thing is looked up once. */
export function placesOf(member: Member): (pin: CommentPin) => Promise<Place> {
  const known = new Map<string, Promise<(pin: CommentPin) => Place>>();
  return async (pin) => {
    const id = subjectOf(pin);
    const placer = known.get(id) ?? placerOf(member, pin);
    known.set(id, placer);
    return (await placer)(pin);
  };
}

async function placerOf(member: Member, { on, ...pin }: CommentPin): Promise<(pin: CommentPin) => Place> {
  const { scope } = member;
  if ('sequenceId' in pin) {
    const found = await findSequence(scope, pin.sequenceId);
    const [sequence] = found ? await shownSequences(member, [found]) : [];
    return (one) => {
      const index = sequence?.steps.findIndex(({ id }) => 'stepId' in one && id === one.stepId) ?? -1;
      const step = sequence?.steps[index];
      const which = step ? `step ${index + 1}, ${step.name}` : 'a step that is gone';
      return {
        place: `${sequence?.name ?? 'A sequence'}: ${which}`,
        href: `/sequences/${pin.sequenceId}${step ? `?step=${index + 1}` : ''}`,
      };
    };
  }
  if ('exchangeId' in pin) {
    const found = await findExchange(scope, pin.exchangeId);
    const shown = found && (await shownExchange(member, found));
    const request = shown?.exchange.history[0]?.request ?? shown?.exchange.request;
    const title = request ? `${request.method} ${request.url}` : 'A past request';
    const href = `/?exchange=${pin.exchangeId}`;
    return (one) => {
      const hop = 'hop' in one ? `hop ${one.hop}` : '';
      return { place: `${title}: ${one.on === 'cookie' ? `${one.name} on ${hop}` : hop}`, href };
    };
  }
  const session = 'sessionId' in pin ? await findSession(scope, pin.sessionId) : null;
  return (one) => ({
    place: `${session?.name ?? 'A session'}: ${'name' in one ? one.name : 'a cookie'} in the jar`,
    href: '/',
  });
}
