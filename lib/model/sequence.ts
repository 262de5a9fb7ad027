import { z } from 'zod';
import { RequestSpec } from './request-spec';

export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
const VariableName = z.string().regex(VARIABLE_NAME, 'a letter or _ first, then letters, digits, _ . -');

/** Takes a value out of a step's response into a variable that later steps use as `{{variable}}`. */
export const Extract = z.strictObject({
  variable: VariableName,
  from: z.enum(['json', 'regex', 'header', 'cookie', 'css', 'xpath', 'status']),
  expression: z.string().max(2_000).default(''),
  attribute: z.string().max(200).optional(),
  /** undoes percent-encoding, as scripts do that send a cookie's value back in a header */
  decode: z.literal('percent').optional(),
  secret: z.boolean().optional(),
});
export type Extract = z.infer<typeof Extract>;

/** What of a cookie a check can look at; left out it is the value. */
const COOKIE_ATTRIBUTES = [
  'value',
  'domain',
  'path',
  'expires',
  'maxAge',
  'secure',
  'httpOnly',
  'sameSite',
  'hostOnly',
  'partitioned',
] as const;

/**
 * Checks a step's response; the actual value is reported when it fails. `time` is the final response's `elapsedMs`.
 * `{{variable}}` in `expression` and in a text `value` is filled in.
 */
export const Assertion = z.strictObject({
  source: z.enum(['status', 'header', 'json', 'body', 'cookie', 'time']),
  expression: z.string().max(2_000).optional(),
  /** for cookies alone */
  attribute: z.enum(COOKIE_ATTRIBUTES).optional(),
  operator: z.enum([
    'equals',
    'notEquals',
    'contains',
    'notContains',
    'matches',
    'exists',
    'notExists',
    'lessThan',
    'greaterThan',
  ]),
  value: z.json().optional(),
});
export type Assertion = z.infer<typeof Assertion>;

/** Sends a step again, up to `count` times, while it does not pass; `delay` is the wait before each, in seconds. */
export const Retries = z.strictObject({
  count: z.int().min(1).max(100),
  delay: z.number().min(0).max(60).default(1),
});
export type Retries = z.infer<typeof Retries>;

export const StepInput = z.strictObject({
  id: z.string().max(64).optional(),
  name: z.string().trim().min(1).max(200),
  request: RequestSpec,
  extract: z.array(Extract).max(50).default([]),
  assert: z.array(Assertion).max(50).default([]),
  onFailure: z.enum(['stop', 'continue']).default('stop'),
  retries: Retries.optional(),
});
export type StepInput = z.input<typeof StepInput>;
export type Step = z.output<typeof StepInput> & { id: string };

/** A variable that a run needs: a default, or asked for when there is none. Secret ones never leave sealed. */
export const SequenceVariable = z.strictObject({
  name: VariableName,
  default: z.string().optional(),
  secret: z.boolean().default(false),
  prompt: z.string().max(200).optional(),
});
export type SequenceVariable = z.infer<typeof SequenceVariable>;

export const SequenceInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  description: z.string().max(10_000).default(''),
  steps: z.array(StepInput).max(500).default([]),
  variables: z.array(SequenceVariable).max(200).default([]),
});
export type SequenceInput = z.input<typeof SequenceInput>;

/** An ordered, saved list of named RequestSpecs. */
export interface Sequence {
  id: string;
  name: string;
  description: string;
  steps: Step[];
  variables: SequenceVariable[];
  version: number;
  createdAt: string;
  updatedAt: string;
}
