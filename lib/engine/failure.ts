import type { ExchangeFailure } from '@/lib/model/exchange';
import type { SessionFailureCode } from '@/lib/model/failure';

/** A send that failed, by its target's fault or by what was asked. `message` says what happened and what to do. */
export class SendFailure extends Error {
  override readonly name = 'SendFailure';
  /**
   * By name: Next bundles this module once per kind of door, and a session's transport throws the errors of where it was made.
   * A class of its own below this one is asked for as any other.
   */
  static override [Symbol.hasInstance](value: unknown): value is SendFailure {
    if (this !== SendFailure) return Function.prototype[Symbol.hasInstance].call(this, value);
    return Error[Symbol.hasInstance](value) && (value as Error).name === 'SendFailure';
  }
  constructor(
    readonly code: SessionFailureCode,
    message: string,
    readonly details: {
      reason?: string;
      field?: NonNullable<ExchangeFailure['field']>;
      cause?: unknown;
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
  }
}
