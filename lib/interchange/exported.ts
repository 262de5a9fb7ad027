import type { SequenceVariable, Step } from '@/lib/model/sequence';

/** What is written out: a sequence from which every secret was taken, so that a variable without value stands for it. */
export interface ExportSource {
  name: string;
  description: string;
  steps: readonly Step[];
  variables: readonly SequenceVariable[];
}

/** Text of another tool's format. `warnings` say in words what that format, or this writer, cannot say. */
export interface Exported {
  text: string;
  warnings: string[];
}

/** The environment variable that has to hold what a sequence asks for. */
export function environmentName(variable: string): string {
  return `PLAYJAR_${variable.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`;
}

/** `GET https://h/path` in a sentence's place: step number and name on one line. */
export function stepTitle(step: Step, index: number): string {
  return `${index + 1}. ${step.name.replace(/\s+/g, ' ')}`;
}
