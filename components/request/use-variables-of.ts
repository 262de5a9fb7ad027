'use client';
import { useMemo } from 'react';
import { variableList } from '@/components/editor/variables-context';
import type { Variable } from '@/components/editor/variable';
import { environmentInUse, useSessionInUse, useWorkspace } from '@/components/shell/workspace-store';

/** What `{{names}}` stand for in a request: its own variables first, then its session's, then the environment's. */
export function useVariablesOf(own: Readonly<Record<string, string>> | undefined): readonly Variable[] {
  const session = useSessionInUse()?.variables;
  const environment = useWorkspace(environmentInUse)?.variables;
  return useMemo(
    () =>
      variableList([
        ['request', own],
        ['session', session],
        ['environment', valuesOf(environment ?? [])],
      ]),
    [own, session, environment],
  );
}

function valuesOf(variables: readonly { name: string; value: string | null; secret: boolean }[]) {
  return Object.fromEntries(variables.map(({ name, value, secret }) => [name, secret ? null : value]));
}
