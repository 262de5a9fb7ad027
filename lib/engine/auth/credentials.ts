import type { WireContent } from '@/lib/engine/body-source';
import type { Pair, Pairs } from '@/lib/model/pairs';

/** The request that a scheme may sign: all but its credentials is decided. */
export interface Signable {
  method: string;
  /** absolute, in requests' spelling */
  url: string;
  headers: Pairs;
  body: WireContent | null;
}

/** A response that may ask for credentials. */
export interface Challenge {
  status: number;
  headers: Pairs;
}

/** What a scheme does with a request. Each scheme is one file that makes this of its settings. */
export interface Credentials {
  /** a query parameter, put in before the URL is prepared */
  param?: Pair;
  /** headers for the finished request; each replaces one of its name (R124) */
  headers?(request: Signable): Pairs;
  /** the Authorization for one retry after a challenge; null when there is no answer */
  answer?(request: Signable, challenge: Challenge): string | null;
}
