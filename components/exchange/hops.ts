import type {
  ExchangeRecord,
  Hop,
  Ledger,
  ReceivedResponse,
  SentRequest,
  Timings,
  TlsInfo,
} from '@/lib/model/exchange';

/** One hop as the page shows it; the last one may have no response. */
export interface ShownHop {
  number: number;
  request: SentRequest;
  response: ReceivedResponse | null;
  cookies: Ledger;
  timings: Timings;
  tls: TlsInfo | null;
}

/** All hops of a send, oldest first, the final one included. Numbers count from 1. */
export function hopsOf(record: ExchangeRecord): ShownHop[] {
  const past = record.history.map((hop: Hop, index): ShownHop => ({
    ...hop,
    tls: hop.tls ?? null,
    number: index + 1,
  }));
  const { request, response, cookies, timings, tls } = record;
  return [...past, { number: past.length + 1, request, response, cookies, timings, tls }];
}
