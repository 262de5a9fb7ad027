'use client';
import { useEffect, useReducer, useRef } from 'react';
import type { RunSummary, StepResult } from '@/lib/model/run';
import { nextView, type RunEvent, type RunView } from './run-view';

const LOST = 'The connection to this run is gone. Reload the page to see how it ended.';

/**
 * A run and its steps as they come. `source` is the address of its events without the run's id; the browser
 * reconnects by itself and goes on after the last event it had. A tab that is closed says so, which ends the run; a
 * connection that is lost says nothing, and the run goes on.
 */
export function useRunStream(
  initial: RunView | null,
  source: string,
): [RunView | null, (event: RunEvent) => void] {
  const [view, dispatch] = useReducer(nextView, initial);
  const id = view?.status === 'running' ? view.id : null;
  const shown = useRef(initial?.id ?? null);

  useEffect(() => {
    const named = initial?.id ?? null;
    if (named === shown.current) return;
    shown.current = named;
    dispatch({ type: 'open', view: initial });
  }, [initial]);

  useEffect(() => {
    if (id === null) return undefined;
    const address = source + encodeURIComponent(id);
    const events = new EventSource(address);
    const leave = () => void navigator.sendBeacon(`${address}/leave`);
    window.addEventListener('pagehide', leave);
    events.addEventListener('step', (event: MessageEvent<string>) => {
      const { position, result } = JSON.parse(event.data) as { position: number; result: StepResult };
      dispatch({ type: 'step', id, position, result });
    });
    events.addEventListener('run', (event: MessageEvent<string>) => {
      events.close();
      dispatch({ type: 'end', run: JSON.parse(event.data) as RunSummary });
    });
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) dispatch({ type: 'lost', id, message: LOST });
    });
    return () => {
      window.removeEventListener('pagehide', leave);
      events.close();
    };
  }, [id, source]);

  return [view, dispatch];
}
