import 'server-only';
import { z } from 'zod';
import {
  SequenceVariable,
  StepInput,
  type Sequence,
  type SequenceInput,
  type Step,
} from '@/lib/model/sequence';
import type { Scope } from './scope';
import type { Statement } from './sql';

/** A sequence to store: every step has its id already. */
export type NewSequence = Omit<z.output<typeof SequenceInput>, 'steps'> & { steps: readonly Step[] };

export interface StepRow {
  id: string;
  name: string;
  onFailure: string;
  sealed: Uint8Array;
}
export interface SequenceRow {
  id: string;
  name: string;
  description: string;
  version: number;
  sealedVariables: Uint8Array;
  createdAt: string;
  updatedAt: string;
  steps: StepRow[];
}

const SealedStep = StepInput.pick({ request: true, extract: true, assert: true, retries: true });
const OnFailure = StepInput.shape.onFailure;
const Variables = z.array(SequenceVariable);

const INSERT_STEP = `INSERT INTO "Step" ("sequenceId", "id", "workspaceId", "position", "name", "onFailure", "sealed", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

const variablesPlace = (id: string) => ({ column: 'Sequence.sealedVariables', row: id });
const stepPlace = (sequenceId: string, id: string) => ({
  column: 'Step.sealed',
  row: JSON.stringify([sequenceId, id]),
});

export function sealVariables({ vault }: Scope, id: string, variables: readonly SequenceVariable[]) {
  return vault.sealJson(variablesPlace(id), variables);
}

export function insertSteps(
  scope: Scope,
  sequenceId: string,
  steps: readonly Step[],
  time: string,
): Statement[] {
  return steps.map(({ id, name, onFailure, ...content }, position) => {
    const sealed = scope.vault.sealJson(stepPlace(sequenceId, id), content);
    return {
      text: INSERT_STEP,
      args: [sequenceId, id, scope.workspaceId, position, name, onFailure, sealed, time],
    };
  });
}

/** @throws AppError `secret_unreadable` */
export function toSequence({ vault }: Scope, row: SequenceRow): Sequence {
  const { sealedVariables, steps, id, name, description, version, createdAt, updatedAt } = row;
  return {
    id,
    name,
    description,
    version,
    createdAt,
    updatedAt,
    variables: vault.openJsonOften(variablesPlace(id), sealedVariables, (data) => Variables.parse(data)),
    steps: steps.map((step) => ({
      id: step.id,
      name: step.name,
      onFailure: OnFailure.parse(step.onFailure),
      ...vault.openJsonOften(stepPlace(id, step.id), step.sealed, (data) => SealedStep.parse(data)),
    })),
  };
}
