import type { ExchangeFailure } from '@/lib/model/exchange';
import type { SessionFailureCode } from '@/lib/model/failure';

/** A send that failed, by its target's fault or by what was asked. `message` says what happened and what to do. */
export class SendFailure extends Error {
  override readonly name = 'SendFailure';
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
