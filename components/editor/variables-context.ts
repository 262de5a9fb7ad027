'use client';
import { createContext, useContext, useMemo } from 'react';
import type { Variable } from './variable';

/** The variables that count where an editor stands. */
export const VariablesContext = createContext<readonly Variable[]>([]);

export function useVariables(): readonly Variable[] {
  return useContext(VariablesContext);
}

type Values = Readonly<Record<string, string>> | undefined;

/** The variables of a request and its session in one list; the request's take the place of the session's. */
export function useVariableList(request: Values, session: Values): readonly Variable[] {
  return useMemo(() => {
    const own = Object.entries(request ?? {}).map(([name, value]): Variable => ({
      name,
      value,
      from: 'request',
    }));
    const inherited = Object.entries(session ?? {})
      .filter(([name]) => request?.[name] === undefined)
      .map(([name, value]): Variable => ({ name, value, from: 'session' }));
    return [...own, ...inherited].sort((a, b) => a.name.localeCompare(b.name));
  }, [request, session]);
}
