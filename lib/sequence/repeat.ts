import { setTimeout as wait } from 'node:timers/promises';
import type { SessionFailureCode } from '@/lib/model/failure';
import type { EarlierTry, StepResult } from '@/lib/model/run';
import type { Retries } from '@/lib/model/sequence';

/** Nothing was sent, and the same request would be refused again. */
const HOPELESS: ReadonlySet<SessionFailureCode> = new Set([
  'missing_schema',
  'invalid_schema',
  'invalid_url',
  'invalid_header',
  'invalid_json',
  'invalid_body',
  'invalid_proxy_url',
  'unknown_variable',
  'blocked_address',
]);

/**
 * Makes a step again while it does not pass, as often and with as long a wait as it says. The result is the last
 * try's, with the jar as it was before the first and the earlier tries in short.
 */
export async function repeated(
  retries: Retries | undefined,
  signal: AbortSignal,
  attempt: () => Promise<StepResult>,
): Promise<StepResult> {
  let result = await attempt();
  const earlier: EarlierTry[] = [];
  while (earlier.length < (retries?.count ?? 0) && isWorthATry(result)) {
    await wait((retries?.delay ?? 0) * 1000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    earlier.push(shortOf(result));
    result = await attempt();
  }
  return earlier.length === 0 ? result : { ...result, earlier };
}

function isWorthATry({ status, exchange }: StepResult): boolean {
  if (status !== 'failed' && status !== 'error') return false;
  return !exchange?.error || !HOPELESS.has(exchange.error.code);
}

function shortOf(result: StepResult): EarlierTry {
  const { status, exchange } = result;
  const responseStatus = exchange?.response?.status ?? null;
  return { exchangeId: exchange?.id ?? '', status, responseStatus, reason: reasonOf(result) };
}

function reasonOf({ exchange, extracted, assertions }: StepResult): string | null {
  if (exchange?.error) return exchange.error.message;
  const missing = extracted.find(({ value }) => value === null);
  if (missing?.problem !== undefined) return missing.problem;
  const failed = assertions.find(({ passed }) => !passed);
  return failed ? `actual: ${JSON.stringify(failed.actual).slice(0, 200)}` : null;
}
