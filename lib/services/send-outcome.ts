import 'server-only';
import type { SendResult } from '@/lib/engine';
import { AppError } from '@/lib/errors';
import type { ExchangeFailure } from '@/lib/model/exchange';

/** A body that is longer than what is kept of one is cut, and marked so; `size` tells of it all. */
export function asKept(result: SendResult, most: number): SendResult {
  const { record, body } = result;
  if (body.length <= most || record.response === null) return result;
  record.response.body.truncated = true;
  return { ...result, body: body.subarray(0, most) };
}

/** The failure of a send that ended with its server. */
export function asInterrupted({ history }: SendResult['record']): ExchangeFailure {
  const message =
    'The server was stopped while this was under way. What had come by then is kept; it was not sent again.';
  return { code: 'interrupted', message, hop: history.length };
}

const LOST = {
  store_busy: 'the database was too busy',
  store_full: 'the disk of the database was too full',
};

/** The result is shown even when it could not be kept; it is never sent again for that (faults 59 and 62). */
export async function storeFailure(write: () => Promise<unknown>): Promise<ExchangeFailure | null> {
  try {
    await write();
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'store_busy' && error.code !== 'store_full'))
      throw error;
    const message = `The request was sent, but ${LOST[error.code]} to keep the result and its cookies. Do not assume it is in the history.`;
    return { code: error.code, message, hop: 0 };
  }
}
