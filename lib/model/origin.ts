/** Where something that was sent came from. `server` is this service itself: its ceilings and what it does not offer. */
export const ORIGIN_SOURCES = [
  'default',
  'session',
  'request',
  'url',
  'body',
  'jar',
  'challenge',
  'redirect',
  'server',
] as const;
export type OriginSource = (typeof ORIGIN_SOURCES)[number];

export const ORIGIN_KINDS = [
  'header',
  'param',
  'auth',
  'cookies',
  'method',
  'url',
  'body',
  'setting',
] as const;
export type OriginKind = (typeof ORIGIN_KINDS)[number];

/** A `{{name}}` that was filled in, and whose variable it was; never its value. */
export interface OriginVariable {
  name: string;
  from: 'request' | 'session' | 'environment' | 'generated';
  secret?: true;
}

/**
 * Why one header, parameter, auth or setting was as it was: who gave it, which rule decided, and whose it took the
 * place of. `value` is told for settings alone, which stand nowhere else; a removed one has no value any more.
 */
export interface Origin {
  kind: OriginKind;
  name: string;
  from: OriginSource;
  /** an Rnn of the session's rules, or a section of an RFC */
  rule: string;
  words: string;
  value?: string;
  overrode?: { from: OriginSource; value?: string };
  removed?: true;
  variables?: OriginVariable[];
}

/** What a decision's code cannot say by itself. */
export interface OriginDetails {
  over?: OriginSource;
  value?: string;
  /** the value that was overridden */
  was?: string;
  variables?: OriginVariable[];
}

/** An origin as it is stored: the engine's code for the decision stands for source, rule and words. */
export type OriginMark = readonly [kind: OriginKind, name: string, decision: string, details?: OriginDetails];
