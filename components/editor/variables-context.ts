'use client';
import { createContext, useContext } from 'react';
import type { Variable } from './variable';

/** The variables that count where an editor stands. */
export const VariablesContext = createContext<readonly Variable[]>([]);

export function useVariables(): readonly Variable[] {
  return useContext(VariablesContext);
}

/** Who gives variables, and their values by name; null is a secret. */
export type Giver = readonly [
  from: Variable['from'],
  values: Readonly<Record<string, string | null>> | undefined,
];

/** The variables of all givers in one list; those of an earlier one take the place of a later one's. */
export function variableList(givers: readonly Giver[]): readonly Variable[] {
  const list = new Map<string, Variable>();
  for (const [from, values] of givers)
    for (const [name, value] of Object.entries(values ?? {}))
      if (!list.has(name)) list.set(name, { name, value, from });
  return [...list.values()].sort((a, b) => a.name.localeCompare(b.name));
}
