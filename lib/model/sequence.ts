import { z } from 'zod';
import { RequestSpec } from './request-spec';

export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
const VariableName = z.string().regex(VARIABLE_NAME, 'a letter or _ first, then letters, digits, _ . -');

/** Takes a value out of a step's response into a variable that later steps use as `{{variable}}`. */
export const Extract = z.strictObject({
  variable: VariableName,
  from: z.enum(['json', 'regex', 'header', 'cookie', 'css', 'status']),
  expression: z.string().max(2_000).default(''),
  attribute: z.string().max(200).optional(),
  secret: z.boolean().optional(),
});
export type Extract = z.infer<typeof Extract>;

/** Checks a step's response; the actual value is reported when it fails. */
export const Assertion = z.strictObject({
  source: z.enum(['status', 'header', 'json', 'body', 'cookie', 'time']),
  expression: z.string().max(2_000).optional(),
  operator: z.enum([
    'equals',
    'notEquals',
    'contains',
    'notContains',
    'exists',
    'notExists',
    'lessThan',
    'greaterThan',
  ]),
  value: z.json().optional(),
});
export type Assertion = z.infer<typeof Assertion>;

export const StepInput = z.strictObject({
  id: z.string().max(64).optional(),
  name: z.string().trim().min(1).max(200),
  request: RequestSpec,
  extract: z.array(Extract).max(50).default([]),
  assert: z.array(Assertion).max(50).default([]),
  onFailure: z.enum(['stop', 'continue']).default('stop'),
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
