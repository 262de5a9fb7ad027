import type { Things } from './things';
import type { Right, Verdicts } from './rights';

/** One way to knock at a door, and what is due to whom. */
export interface Knock<Asked> {
  right: Right;
  /** where the right alone does not say it; the reason stands beside it in the table */
  but?: Partial<Verdicts>;
  /** what is used up or changed by each that is let in, and so made anew for them */
  spends?: readonly (keyof Things)[];
  /** a second browser is signed in for this: it ends the sign-in that it came with */
  endsLogin?: true;
  /** with these things, or with ids that never were */
  ask: (things: Things) => Asked;
}

/** A door with every way to knock that makes a difference. */
export type Door<Asked> = Knock<Asked> | readonly Knock<Asked>[];

/** A call of the API, of an operation whose method and path are known. */
export interface ApiAsk {
  /** for the `{name}`s of its path */
  params?: Record<string, string>;
  /** with its question mark */
  query?: string;
  body?: unknown;
  /** as they are: for an upload */
  bytes?: string;
  headers?: Record<string, string>;
}

/** A page, or one of the page's own routes. */
export interface PathAsk {
  path: string;
  body?: unknown;
}

export function knocksOf<Asked>(door: Door<Asked>): readonly Knock<Asked>[] {
  return Array.isArray(door) ? (door as readonly Knock<Asked>[]) : [door as Knock<Asked>];
}
