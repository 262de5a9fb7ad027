'use client';
import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import { jarSigns } from './jar-words';
import { nameOf, standingOf, type RunView } from './run-view';
import { STANDING_WORDS } from './run-words';
import { StepMark } from './step-mark';

export interface StepRailProps {
  view: RunView;
  chosen: number;
  onChoose: (position: number) => void;
}

/** The steps of a run on a line, as tabs. The player's keys move along it; the focus goes with them. */
export function StepRail({ view, chosen, onChoose }: StepRailProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const rail = list.current;
    const tab = rail?.querySelector<HTMLElement>(`#run-step-tab-${chosen}`);
    if (!rail || !tab) return;
    rail.scrollLeft = tab.offsetLeft - (rail.clientWidth - tab.offsetWidth) / 2;
    if (rail.contains(document.activeElement)) tab.focus({ preventScroll: true });
  }, [chosen]);
  return (
    <div
      ref={list}
      role="tablist"
      data-player-rail
      aria-label="Steps of this run"
      className="scroll-sideways relative flex min-w-0 pb-1"
    >
      {Array.from({ length: view.stepCount }, (_, position) => (
        <RailStep
          key={position}
          view={view}
          position={position}
          selected={position === chosen}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

interface RailStepProps {
  view: RunView;
  position: number;
  selected: boolean;
  onChoose: (position: number) => void;
}

function RailStep(props: RailStepProps) {
  const { view, position, selected, onChoose } = props;
  const standing = standingOf(view, position);
  const name = nameOf(view, position);
  const result = view.results[position];
  const outcome = outcomeOf(view, position);
  return (
    <button
      type="button"
      role="tab"
      id={`run-step-tab-${position}`}
      aria-selected={selected}
      aria-controls="run-step-panel"
      aria-label={`${position + 1}. ${name}: ${outcome}`}
      tabIndex={selected ? 0 : -1}
      onClick={() => onChoose(position)}
      title={name}
      className={clsx(
        'group flex w-32 max-w-60 min-w-24 shrink-0 grow flex-col gap-1 rounded-sm py-1 text-left -outline-offset-2!',
        selected ? 'text-ink' : 'text-muted hover:text-ink',
      )}
    >
      <span className="flex h-6 items-center">
        <span
          className={clsx(
            'flex size-6 shrink-0 items-center justify-center rounded-full border-2 transition-colors',
            selected ? 'border-accent' : 'border-transparent',
          )}
        >
          <StepMark standing={standing} />
        </span>
        <span
          aria-hidden="true"
          className={clsx(
            'h-0.5 flex-1 rounded-full transition-colors',
            standing === 'passed' ? 'bg-good' : 'bg-line',
            position === view.stepCount - 1 && 'invisible',
          )}
        />
      </span>
      <span className="flex min-w-0 flex-col pr-3 pl-1">
        <span className={clsx('truncate', selected && 'font-semibold')}>
          {position + 1} {name}
        </span>
        <span className="text-faint flex min-w-0 gap-2 text-sm">
          <span className="truncate">{outcome}</span>
          {result ? <span className="text-muted shrink-0 font-mono">{jarSigns(result)}</span> : null}
        </span>
      </span>
    </button>
  );
}

/** `passed · 200`, `waiting`. */
function outcomeOf(view: RunView, position: number): string {
  const status = view.results[position]?.exchange?.response?.status;
  const words = STANDING_WORDS[standingOf(view, position)];
  return status === undefined ? words : `${words} · ${status}`;
}
