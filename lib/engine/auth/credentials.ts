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

/** What makes one request a signed one. */
export interface Signed {
  /** each replaces one of its name (R124) */
  headers: Pairs;
  /** the URL to send to, where the signature goes into it */
  url?: string;
}

/** A signed retry, and what may answer a challenge to that one. */
export interface Answer extends Signed {
  then: Credentials | null;
}

/** Most schemes have nothing to wait for, and a send does not wait for them. */
type Soon<T> = T | Promise<T>;

/** What a scheme does with a request. Each scheme is one file that makes this of its settings. */
export interface Credentials {
  /** a query parameter, put in before the URL is prepared */
  param?: Pair;
  /** headers for the finished request; each replaces one of its name (R124). Redirects within the origin keep them */
  headers?(request: Signable): Pairs;
  /** what holds for this very request and is made anew for each hop of its origin; `hop` counts from 0 */
  sign?(request: Signable, hop: number): Soon<Signed | null>;
  /** one retry after a challenge; null when there is no answer */
  answer?(request: Signable, challenge: Challenge): Soon<Answer | null>;
}
