'use client';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { latestStep, type RunView } from './run-view';

/** Long enough to see what changed. */
const PACE_MS = 1_800;

export interface Playback {
  /** the step in view, counted from 0 */
  chosen: number;
  /** moving on by itself: with the run while that is under way, else at an even pace */
  playing: boolean;
  /** someone took the wheel: a step in view is told to those who listen */
  chose: boolean;
  choose: (position: number) => void;
  toggle: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

interface Choice {
  run: string;
  position: number;
  playing: boolean;
}

/** Which step of a run is in view. It follows the run until someone chooses a step; Play takes it up again. */
export function usePlayback(view: RunView): Playback {
  const [choice, setChoice] = useState<Choice | null>(null);
  const own = choice?.run === view.id ? choice : null;
  const live = view.status === 'running' && !view.lost;
  const last = view.stepCount - 1;
  const chosen = own ? own.position : latestStep(view);
  const playing = own ? own.playing : live;

  useEffect(() => {
    if (!own?.playing) return undefined;
    const timer = setTimeout(() => {
      const position = Math.min(last, own.position + 1);
      setChoice({ ...own, position, playing: position < last });
    }, PACE_MS);
    return () => clearTimeout(timer);
  }, [own, last]);

  const choose = (position: number) => setChoice({ run: view.id, position, playing: false });
  function toggle() {
    if (playing) choose(chosen);
    else if (live) setChoice(null);
    else setChoice({ run: view.id, position: chosen >= last ? 0 : chosen, playing: last > 0 });
  }
  function onKeyDown(event: KeyboardEvent) {
    const deed = deedOf(event);
    if (deed === null) return;
    event.preventDefault();
    if (deed === 'toggle') toggle();
    else choose(target(deed, chosen, last));
  }
  return { chosen, playing, chose: own !== null, choose, toggle, onKeyDown };
}

type Deed = 'toggle' | 'next' | 'back' | 'first' | 'last';

const DEEDS: Readonly<Record<string, Deed>> = {
  ' ': 'toggle',
  ArrowRight: 'next',
  ArrowLeft: 'back',
  Home: 'first',
  End: 'last',
};

/** Where keys have a meaning of their own, and where only the space bar has. */
const OTHERS = 'input, textarea, select, summary, [role="tablist"], [role="region"]';
const PRESSED = 'button, a';

/** What a key asks of the player; null where it belongs to what has the focus: a field, a button, other tabs. */
function deedOf(event: KeyboardEvent): Deed | null {
  const deed = DEEDS[event.key] ?? null;
  if (deed === null || isModified(event) || !(event.target instanceof HTMLElement)) return null;
  if (event.target.closest('[data-player-rail]')) return deed;
  const taken = event.target.closest(deed === 'toggle' ? `${OTHERS}, ${PRESSED}` : OTHERS);
  return taken ? null : deed;
}

function isModified({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey;
}

function target(deed: Exclude<Deed, 'toggle'>, chosen: number, last: number): number {
  if (deed === 'first') return 0;
  if (deed === 'last') return last;
  return Math.max(0, Math.min(last, chosen + (deed === 'next' ? 1 : -1)));
}
