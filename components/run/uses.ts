import type { RunView } from './run-view';

/** A variable that a step's request names. `step` counts from 1; null: it was given to the run, or generated. */
export interface Use {
  variable: string;
  step: number | null;
}

const VARIABLE = /\{\{\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}\}/g;

/** Which variables a step put into its request, and the last step before it that took each out of a response. */
export function usesOf(view: RunView, position: number): Use[] {
  const request = view.results[position]?.request;
  if (!request) return [];
  const names = new Set([...JSON.stringify(request).matchAll(VARIABLE)].map(([, name]) => name ?? ''));
  return [...names].map((variable) => ({ variable, step: takenIn(view, position, variable) }));
}

function takenIn(view: RunView, position: number, variable: string): number | null {
  for (let at = position - 1; at >= 0; at -= 1) {
    const taken = view.results[at]?.extracted.some((one) => one.variable === variable && one.value !== null);
    if (taken) return at + 1;
  }
  return null;
}
