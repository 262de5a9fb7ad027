import 'server-only';
import { AppError } from '@/lib/errors';
import type { Cookie } from '@/lib/model/cookie';
import type { Exchange, ExchangeRecord, ExchangeSummary } from '@/lib/model/exchange';
import { RequestSpec } from '@/lib/model/request-spec';
import { cookieKeyText } from './cookie-rows';
import type { Scope } from './scope';

export type ExchangeState = ExchangeSummary['state'];

/** What a list reads of an exchange. */
export interface SummaryRow {
  id: string;
  sessionId: string;
  startedAt: string;
  state: string;
  method: string;
  status: number | null;
  errorCode: string | null;
  totalMs: number | null;
  size: number | null;
  userId: string | null;
  sentBy: string | null;
  sealedUrl: Uint8Array;
}

/** What is read of one exchange: all but the body. */
export interface ExchangeRow {
  id: string;
  sessionId: string;
  startedAt: string;
  state: string;
  sealedSpec: Uint8Array;
  sealedRecord: Uint8Array | null;
}

/** The places of an exchange's four sealed columns. */
export const exchangePlace = {
  url: (id: string) => ({ column: 'Exchange.sealedUrl', row: id }),
  spec: (id: string) => ({ column: 'Exchange.sealedSpec', row: id }),
  record: (id: string) => ({ column: 'Exchange.sealedRecord', row: id }),
  body: (id: string) => ({ column: 'Exchange.sealedBody', row: id }),
};

/** One whose URL cannot be read is listed all the same, with that as its error: the others must not go with it. */
export function toSummary({ vault, reader }: Scope, row: SummaryRow): ExchangeSummary {
  const { sealedUrl, state, errorCode, userId, sentBy, ...rest } = row;
  const isOthers = sentBy !== null && userId !== reader;
  const summary = { ...rest, state: state as ExchangeState, ...(isOthers && { sentBy }) };
  try {
    const url = vault.openJson(exchangePlace.url(row.id), sealedUrl, String);
    return { ...summary, url, errorCode: errorCode as ExchangeSummary['errorCode'] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...summary, url: '', errorCode: 'secret_unreadable' };
  }
}

/** The exchange without its body's text. One that never finished shows what was asked. @throws AppError `secret_unreadable` */
export function toExchange(
  { vault }: Scope,
  row: ExchangeRow,
): { exchange: Exchange; spec: RequestSpec; state: ExchangeState } {
  const { id, sessionId, startedAt, sealedSpec, sealedRecord } = row;
  const state = row.state as ExchangeState;
  const spec = vault.openJson(exchangePlace.spec(id), sealedSpec, (data) => RequestSpec.parse(data));
  // A record is of our own making and authenticated; its version was checked when it was opened.
  const record =
    sealedRecord === null
      ? unfinished(spec, state)
      : vault.openJson(exchangePlace.record(id), sealedRecord, (data) => data as ExchangeRecord);
  return { exchange: { id, sessionId, startedAt, ...record }, spec, state };
}

function unfinished(spec: RequestSpec, state: ExchangeState): ExchangeRecord {
  const message =
    'What came of this could not be kept: the server stopped meanwhile, or its database could not be written. Whether it reached its target is not known; it was not sent again.';
  return {
    request: { method: spec.method, url: spec.url, headers: [], body: { size: 0 } },
    response: null,
    history: [],
    cookies: { sent: [], withheld: [], stored: [], rejected: [], removed: [] },
    timings: {
      dnsMs: null,
      connectMs: null,
      tlsMs: null,
      sendMs: null,
      waitMs: null,
      receiveMs: null,
      totalMs: 0,
    },
    tls: null,
    error: state === 'interrupted' ? { code: 'interrupted', message, hop: 0 } : null,
  };
}

/** The order in which the target set its cookies, which `JarChanges` (sorted by key) no longer tells. */
export function storedOrder({ history, cookies }: ExchangeRecord): (cookie: Cookie, index: number) => number {
  const order = new Map<string, number>();
  for (const { stored } of [...history.map((hop) => hop.cookies), cookies]) {
    for (const cookie of stored) order.set(cookieKeyText(cookie), order.size);
  }
  return (cookie, index) => order.get(cookieKeyText(cookie)) ?? index;
}
