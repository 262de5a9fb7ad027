import { explainOrigins } from '@/lib/engine/origins';
import type { ExchangeRecord, SentRequest } from '@/lib/model/exchange';
import type { Origin } from '@/lib/model/origin';

/** `name: source rule < overridden source`, a minus before what was removed. */
export function told(request: SentRequest, kind: Origin['kind']): string[] {
  return explainOrigins(request)
    .filter((origin) => origin.kind === kind)
    .map(({ name, from, rule, overrode, removed }) => {
      const over = overrode ? ` < ${overrode.from}` : '';
      return `${removed ? '-' : ''}${name}: ${from} ${rule}${over}`;
    });
}

/** The requests of all hops, oldest first. */
export function hops({ history, request }: ExchangeRecord): SentRequest[] {
  return [...history.map((one) => one.request), request];
}
