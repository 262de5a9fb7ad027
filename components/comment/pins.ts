import type { CommentPin } from '@/lib/model/comment';

/** The id of the thing that a pin is in. */
export function subjectOf(pin: CommentPin): string {
  if (pin.on === 'step') return pin.sequenceId;
  return pin.on === 'jar' ? pin.sessionId : pin.exchangeId;
}

/** The same for two pins that are pinned to the same place. */
export function pinKey(pin: CommentPin): string {
  const where = pin.on === 'step' ? [pin.stepId] : [];
  const hop = pin.on === 'hop' || pin.on === 'cookie' ? [pin.hop] : [];
  const cookie = pin.on === 'cookie' || pin.on === 'jar' ? [pin.name, pin.domain, pin.path] : [];
  return JSON.stringify([pin.on, subjectOf(pin), ...where, ...hop, ...cookie]);
}
