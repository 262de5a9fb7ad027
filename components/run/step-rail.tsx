'use client';
import clsx from 'clsx';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { nameOf, standingOf, type RunView } from './run-view';
import { STANDING_WORDS } from './run-words';
import { StepMark } from './step-mark';

export interface StepRailProps {
  view: RunView;
  chosen: number;
  onChoose: (position: number) => void;
}

/** The steps of a run on a line, as tabs: arrows, Home and End move and choose. */
export function StepRail({ view, chosen, onChoose }: StepRailProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`#run-step-tab-${chosen}`);
    if (!list.current || !tab) return;
    list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2;
  }, [chosen]);
  function onKeyDown(event: KeyboardEvent) {
    const next = target(event.key, chosen, view.stepCount);
    if (next === null) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelector<HTMLElement>(`#run-step-tab-${next}`)?.focus({ preventScroll: true });
  }
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Steps of this run"
      onKeyDown={onKeyDown}
      className="scroll-thin relative flex min-w-0 overflow-x-auto pb-1"
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

function RailStep(props: {
  view: RunView;
  position: number;
  selected: boolean;
  onChoose: (position: number) => void;
}) {
  const { view, position, selected, onChoose } = props;
  const standing = standingOf(view, position);
  const name = nameOf(view, position);
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
        'group flex w-32 max-w-48 min-w-24 shrink-0 grow flex-col gap-1 rounded-sm py-1 text-left -outline-offset-2!',
        selected ? 'text-ink' : 'text-muted hover:text-ink',
      )}
    >
      <span className="flex items-center gap-1.5">
        <StepMark standing={standing} />
        <span
          aria-hidden="true"
          className={clsx(
            'mr-1.5 h-0.5 flex-1',
            standing === 'passed' ? 'bg-good' : 'bg-line',
            isLast(props) && 'invisible',
          )}
        />
      </span>
      <span className="flex min-w-0 flex-col pr-3">
        <span
          className={clsx(
            'truncate border-b-2',
            selected ? 'border-accent font-semibold' : 'border-transparent',
          )}
        >
          {position + 1} {name}
        </span>
        <span className="text-faint truncate text-sm">{outcome}</span>
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

function isLast({ view, position }: { view: RunView; position: number }): boolean {
  return position === view.stepCount - 1;
}

function target(key: string, chosen: number, count: number): number | null {
  const last = count - 1;
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(last, chosen + 1);
  if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(0, chosen - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : null;
}
