import { z } from 'zod';
import type { Cookie } from './cookie';
import type { Exchange } from './exchange';
import { Variables } from './request-spec';
import type { Assertion, Step } from './sequence';

export const RunStart = z.strictObject({
  sessionId: z.string().optional(),
  /** in a fresh session that begins with this checkpoint's jar and the settings of its session */
  checkpointId: z.string().optional(),
  variables: Variables.optional(),
  /** whose variables stand in for those of the sequence that have no value here */
  environmentId: z.string().max(100).optional(),
  fromStep: z.int().min(1).optional(),
  toStep: z.int().min(1).optional(),
});
export type RunStart = z.infer<typeof RunStart>;

export interface AssertionResult extends Assertion {
  passed: boolean;
  actual: unknown;
  /** it could not be worked out within its limit; `actual` says so */
  code?: 'too_costly';
}

export type StepStatus = 'passed' | 'failed' | 'error' | 'skipped' | 'cancelled';

/** A try of a step that did not pass and was made again; its exchange is in the session's history. */
export interface EarlierTry {
  exchangeId: string;
  status: StepStatus;
  /** of the response, when one came */
  responseStatus: number | null;
  /** what did not hold or was not found, in words; null: see the exchange */
  reason: string | null;
}

/** One step as it ran: its exchange, what it took and checked, and the jar before and after. */
export interface StepResult {
  stepId: string;
  name: string;
  request: Step['request'];
  status: StepStatus;
  exchange: Exchange | null;
  /** `problem` says why there is no value, `code` when that is a limit of ours */
  extracted: {
    variable: string;
    value: string | null;
    secret: boolean;
    problem?: string;
    code?: 'too_costly';
  }[];
  assertions: AssertionResult[];
  jarBefore: Cookie[];
  jarAfter: Cookie[];
  /** tries before this one, oldest first, of a step with retries */
  earlier?: EarlierTry[];
}

export type RunStatus = 'passed' | 'failed' | 'error' | 'cancelled' | 'running' | 'interrupted';

/** One replay of a sequence. */
export interface Run {
  id: string;
  sequenceId: string | null;
  sessionId: string;
  sessionName: string;
  status: RunStatus;
  steps: StepResult[];
  stepCount: number;
  startedAt: string;
  elapsedMs: number;
  /** what other runs of its sequence are compared with */
  isReference: boolean;
  /** who started it, as others of the workspace know them; null for a stranger's replay and in older runs */
  sentBy?: string | null;
}

export type RunSummary = Omit<Run, 'steps'>;
