import { SendFailure } from './failure';

/** One signal for a whole send; its reason is always a SendFailure. */
export interface Deadline {
  signal: AbortSignal;
  /** begins anew with another limit, for a connection that stays open */
  prolong(totalMs: number): void;
  /** stops the clock and lets the caller's signal go */
  close(): void;
}

/** Aborts after `totalMs`, or when the caller does: `total_timeout`, `cancelled` (R103 departs: a total limit). */
export function openDeadline(totalMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const cancel = (): void => controller.abort(new SendFailure('cancelled', 'The send was cancelled.'));
  const start = (ms: number, message: string): NodeJS.Timeout =>
    setTimeout(() => controller.abort(new SendFailure('total_timeout', message)), ms);
  let timer = start(
    totalMs,
    `The send took longer than ${totalMs / 1000} s in all, redirects included, and was stopped.`,
  );
  const prolong = (ms: number): void => {
    clearTimeout(timer);
    timer = start(ms, `The WebSocket was open for the ${ms / 1000} s allowed here, and was ended.`);
  };
  if (caller?.aborted) cancel();
  else caller?.addEventListener('abort', cancel, { once: true });
  const close = (): void => {
    clearTimeout(timer);
    caller?.removeEventListener('abort', cancel);
  };
  return { signal: controller.signal, prolong, close };
}

/** What really ended a send: the deadline's reason wins over the error that its abort caused somewhere below. */
export function endedBy(signal: AbortSignal, error: unknown): unknown {
  return signal.aborted && signal.reason instanceof SendFailure ? signal.reason : error;
}
