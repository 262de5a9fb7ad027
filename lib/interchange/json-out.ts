import type { Exported, ExportSource } from './exported';

/** The sequence as the API takes it, which `playjar run FILE` reads too. */
export function toJson({ name, description, steps, variables }: ExportSource): Exported {
  const named = steps.map(({ id: _id, ...step }) => step);
  return {
    text: `${JSON.stringify({ name, description, variables, steps: named }, null, 2)}\n`,
    warnings: [],
  };
}
