'use client';
import { useEffect, useRef, useState } from 'react';
import { useRunStream } from '@/components/run/use-run-stream';
import type { RunView } from '@/components/run/run-view';
import { startReplay } from '@/lib/actions/shares';
import type { SharedView } from '@/lib/model/share';

export interface Replay {
  view: RunView | null;
  starting: boolean;
  problem: string | null;
  faults: Readonly<Record<string, string>>;
  start: (values: Readonly<Record<string, string>>) => Promise<void>;
}

const OFFLINE = 'Playjar did not answer. Check that you are online, then press Replay again.';
const GONE = 'This link no longer works, so nothing was sent. Ask whoever shared it for a new one.';
const LOCKED = 'The password is asked for again. Reload this page.';

/** Starts replays of a shared link and follows the one under way. */
export function useReplay(token: string, shared: SharedView, pass: string | null): Replay {
  const [view, dispatch] = useRunStream(null, `/s/${encodeURIComponent(token)}/replays/`);
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const busy = useRef(false);
  useEffect(() => () => void (busy.current = false), []);

  async function start(values: Readonly<Record<string, string>>) {
    if (busy.current) return;
    busy.current = true;
    setStarting(true);
    setProblem(null);
    setFaults({});
    const outcome = await startReplay(token, pass, { variables: given(shared, values) }).catch(() => null);
    busy.current = false;
    setStarting(false);
    if (outcome?.ok) {
      dispatch({ type: 'begin', id: outcome.value.runId, planned: shared.steps });
      return;
    }
    if (!outcome) {
      setProblem(OFFLINE);
      return;
    }
    const { code, message, errors = [] } = outcome.error;
    if (errors.length === 0)
      setProblem(code === 'not_found' ? GONE : code === 'password_required' ? LOCKED : message);
    setFaults(faultsOf(errors));
  }
  return { view, starting, problem, faults, start };
}

/** An empty field without a default is left out, so that the server can say that it is missing. */
function given(shared: SharedView, values: Readonly<Record<string, string>>): Record<string, string> {
  const entries = shared.variables.map(
    ({ name, default: fallback }) => [name, values[name] ?? fallback ?? ''] as const,
  );
  const defaults = new Set(
    shared.variables.filter((one) => one.default !== undefined).map(({ name }) => name),
  );
  return Object.fromEntries(entries.filter(([name, value]) => value !== '' || defaults.has(name)));
}

function faultsOf(errors: readonly { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(
    errors.map(({ path, message }) => [path.replace(/^variables\./, ''), `This ${message}.`]),
  );
}
