import type { OriginDetails, OriginKind, OriginMark, OriginSource } from '@/lib/model/origin';
import { DEFAULT_HEADERS } from '@/lib/model/session';
import { DECISIONS, type DecisionCode } from './decisions';
import type { MergeOutcome } from './merge';
import type { Fill } from './template';

const DEFAULTS = new Map(DEFAULT_HEADERS.map(([name, value]) => [name.toLowerCase(), value]));
const NO_FILLS: readonly Fill[] = [];
/** Fields of a request that stand in an origin of their own once a variable was put into them. */
const FILLED_KINDS = new Map<Fill['field'], OriginKind>([
  ['url', 'url'],
  ['method', 'method'],
  ['body', 'body'],
  ['cookies', 'cookies'],
]);

/**
 * What decided each part of one request, written down by the rules as they decide. Codes alone: their words are made
 * when the exchange is read (`origins.ts`), so that a send pays for a handful of small arrays.
 */
export class Trail {
  /** by lower-case name: all headers of one name come from one place */
  readonly #headers = new Map<string, OriginMark>();
  readonly #params = new Map<string, OriginMark>();
  readonly #notes: OriginMark[] = [];
  /** the auth in use, and how what it makes is decided */
  auth: { type: string; by: DecisionCode } | null = null;

  constructor(private readonly fills = NO_FILLS) {
    for (const { field, name, variables } of fills) {
      const kind = name === null ? FILLED_KINDS.get(field) : undefined;
      if (kind) this.note(kind, '', 'filled', { variables });
    }
  }

  /** Hears from the merging of headers or parameters what became of one name; `pair` is the session's. */
  merged(
    kind: 'header' | 'param',
    outcome: MergeOutcome,
    name: string,
    pair: readonly [string, unknown] | null,
  ): void {
    const own: OriginSource & DecisionCode =
      kind === 'header' && isDefault(name, pair) ? 'default' : 'session';
    if (outcome === 'removed') this.note(kind, name, 'nulled', { over: own });
    else if (outcome === 'silenced') this.note(kind, name, 'sessionNull');
    else {
      const filled = this.variables(outcome, kind === 'header' ? 'headers' : 'params', name);
      const over = outcome === 'request' && pair ? { ...filled, over: own } : filled;
      this.#merge(kind, name, markOf(kind, name, outcome === 'session' ? own : outcome, over));
    }
  }

  #merge(kind: 'header' | 'param', name: string, decided: OriginMark): void {
    if (kind === 'header') this.#headers.set(name.toLowerCase(), decided);
    else this.#params.set(name, decided);
  }

  /** A header as it will be sent. Where another of its name came from is told as overridden. */
  header(name: string, decision: DecisionCode, details?: OriginDetails): void {
    const key = name.toLowerCase();
    const old = this.#headers.get(key);
    this.#headers.set(
      key,
      markOf('header', name, decision, old ? { ...details, over: sourceOf(old) } : details),
    );
  }

  /** A header stays as it was given, although `over` would have brought another. */
  insists(name: string, over: OriginSource): void {
    const key = name.toLowerCase();
    const old = this.#headers.get(key);
    if (old) this.#headers.set(key, [old[0], old[1], old[2], { ...old[3], over }]);
  }

  /** A header that was merged, and is there for another reason than that somebody asked for it. */
  claims(name: string, decision: DecisionCode): void {
    const details = this.#headers.get(name.toLowerCase())?.[3];
    this.#headers.set(name.toLowerCase(), markOf('header', name, decision, details));
  }

  /** A parameter that was merged and then came to nothing. */
  emptyParam(name: string): void {
    const old = this.#params.get(name);
    this.#params.delete(name);
    this.note('param', name, 'emptyParam', old && { over: sourceOf(old) });
  }

  /** Anything else that was decided. */
  note(kind: OriginKind, name: string, decision: DecisionCode, details?: OriginDetails): void {
    this.#notes.push(markOf(kind, name, decision, details));
  }

  /** The variables that were put into a field, or into its pair of that name; undefined when there were none. */
  variables(side: Fill['side'], field: Fill['field'], name: string | null): OriginDetails | undefined {
    if (this.fills.length === 0) return undefined;
    const found = this.fills.filter(
      (fill) => fill.side === side && fill.field === field && fill.name === name,
    );
    return found.length > 0 ? { variables: found.flatMap((fill) => fill.variables) } : undefined;
  }

  /** Whether a secret variable was put into this header; `key` is its name in lower case. */
  carriesSecret(key: string): boolean {
    return this.#headers.get(key)?.[3]?.variables?.some(({ secret }) => secret) === true;
  }

  /** The same again, to go on from. */
  copy(): Trail {
    const next = this.again();
    next.#notes.push(...this.#notes);
    return next;
  }

  /** The trail of the same request sent once more: what was removed on the way here is not told again. */
  again(): Trail {
    const next = new Trail();
    next.auth = this.auth;
    for (const [key, one] of this.#headers) next.#headers.set(key, one);
    for (const [key, one] of this.#params) next.#params.set(key, one);
    return next;
  }

  /** Takes over the origin of a header that a redirect lets through. */
  keep(from: Trail, key: string): void {
    const old = from.#headers.get(key);
    if (old) this.#headers.set(key, old);
  }

  /** A header that a redirect leaves behind. */
  leave(from: Trail, name: string, decision: DecisionCode): void {
    const old = from.#headers.get(name.toLowerCase());
    this.note('header', name, decision, old && { over: sourceOf(old) });
  }

  /** All of it, to be stored. */
  marks(): OriginMark[] {
    return [...this.#headers.values(), ...this.#params.values(), ...this.#notes];
  }
}

/** The session's header is as it came with every new session (R30). */
function isDefault(name: string, pair: readonly [string, unknown] | null): boolean {
  return pair !== null && DEFAULTS.get(name.toLowerCase()) === pair[1];
}

/** One decision as it is stored. */
export function markOf(
  kind: OriginKind,
  name: string,
  decision: DecisionCode,
  details?: OriginDetails,
): OriginMark {
  return details ? [kind, name, decision, details] : [kind, name, decision];
}

function sourceOf([, , decision]: OriginMark): OriginSource {
  return DECISIONS[decision as DecisionCode].from;
}
