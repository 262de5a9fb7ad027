import type { Pairs } from '@/lib/model/pairs';
import type { Credentials } from './auth/credentials';
import type { WireContent } from './body-source';
import type { Trail } from './trail';

/** A request on its way, before the jar's cookies are put in: what a redirect makes the next one of. */
export interface Outgoing {
  method: string;
  /** requests' spelling, userinfo and fragment kept (R57, R58) */
  url: string;
  headers: Pairs;
  /** where in `headers` the jar's Cookie header goes, as requests orders them */
  cookieAt: number;
  body: WireContent | null;
  /** cookies of this request alone; null once a redirect has left their host (R98) */
  cookies: Readonly<Record<string, string | null>> | null;
  /** signs, and answers challenges; null once a redirect has left the origin, or after the last answer (R127) */
  credentials: Credentials | null;
  /** lower-case names of headers that auth set besides Authorization */
  secretNames: readonly string[];
  /** names of headers that the last redirect left behind because its host is another */
  dropped: readonly string[];
  /** the request without its own signature or answer to a challenge; a redirect goes on from this one (R134) */
  unsigned: Outgoing | null;
  /** what decided each part of it */
  trail: Trail;
}
