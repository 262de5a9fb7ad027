import type { Refusal } from './guard-url';

/** Why the guard refused, as the cause of the failure that its user reads. For operators' logs alone. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
  constructor(readonly refusal: Refusal) {
    super(`egress refused at ${refusal.stage}: ${refusal.reason}`);
  }
}

/** The refusal behind a failure, however deep; null when it was not the guard that stopped it. */
export function refusalBehind(error: unknown): Refusal | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof EgressRefused) return at.refusal;
  return null;
}
