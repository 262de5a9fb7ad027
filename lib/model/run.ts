import { z } from 'zod';
import type { Cookie } from './cookie';
import type { Exchange } from './exchange';
import { Variables } from './request-spec';
import type { Assertion, Step } from './sequence';

export const RunStart = z.strictObject({
  sessionId: z.string().optional(),
  variables: Variables.optional(),
  fromStep: z.int().min(1).optional(),
  toStep: z.int().min(1).optional(),
});
export type RunStart = z.infer<typeof RunStart>;

export interface AssertionResult extends Assertion {
  passed: boolean;
  actual: unknown;
}

export type StepStatus = 'passed' | 'failed' | 'error' | 'skipped' | 'cancelled';

/** One step as it ran: its exchange, what it took and checked, and the jar before and after. */
export interface StepResult {
  stepId: string;
  name: string;
  request: Step['request'];
  status: StepStatus;
  exchange: Exchange | null;
  extracted: { variable: string; value: string | null; secret: boolean }[];
  assertions: AssertionResult[];
  jarBefore: Cookie[];
  jarAfter: Cookie[];
}

export type RunStatus = 'passed' | 'failed' | 'error' | 'cancelled' | 'running' | 'interrupted';

/** One replay of a sequence. */
export interface Run {
  id: string;
  sequenceId: string | null;
  sessionId: string;
  status: RunStatus;
  steps: StepResult[];
  stepCount: number;
  startedAt: string;
  elapsedMs: number;
}

export type RunSummary = Omit<Run, 'steps'>;
