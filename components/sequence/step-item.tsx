'use client';
import clsx from 'clsx';
import { ArrowDown, ArrowUp, ChevronRight, Play, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { StepComments } from '@/components/comment/comments-door';
import { shortUrl } from '@/components/run/short-url';
import { IconButton } from '@/components/ui/icon-button';
import { Menu } from '@/components/ui/menu';
import type { Fault, StepChange, StepDraft } from './sequence-draft';
import { StepEditor } from './step-editor';
import { rangeOf, RUN_CHOICES, type StepRange } from './step-range';
import { summaryOf, targetOf } from './step-summary';

export interface StepItemProps {
  step: StepDraft;
  /** counts from 0 */
  index: number;
  count: number;
  faults: readonly Fault[];
  isOpen: boolean;
  onToggle: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onRun: (range: StepRange) => void;
  onChange: (change: StepChange) => void;
}

/** A step on one line with what it takes and checks; its editor opens beneath. */
export function StepItem(props: StepItemProps) {
  const { step, index, count, faults, isOpen, onToggle, onMove, onRemove, onRun, onChange } = props;
  const { method, url } = targetOf(step);
  const panel = `step-editor-${step.key}`;
  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(index + (event.key === 'ArrowUp' ? -1 : 1));
  }
  return (
    <li className="border-b last:border-b-0">
      <div className="flex items-start gap-1 pr-1.5">
        <button
          type="button"
          data-step={step.key}
          aria-expanded={isOpen}
          aria-controls={isOpen ? panel : undefined}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={onToggle}
          onKeyDown={onKeyDown}
          className="hover:bg-hover flex min-w-0 flex-1 items-start gap-2 rounded px-2 py-2 text-left -outline-offset-2! transition-colors"
        >
          <ChevronRight
            aria-hidden="true"
            className={clsx('text-faint mt-0.5 size-4 shrink-0 transition-transform', isOpen && 'rotate-90')}
          />
          <span className="flex min-w-0 flex-col">
            <span className="font-semibold wrap-anywhere">
              <span className="text-faint mr-1.5 font-normal">{index + 1}</span>
              {step.name || 'Unnamed step'}
              {faults.length > 0 ? (
                <span className="text-bad ml-2 font-normal">needs a correction</span>
              ) : null}
            </span>
            <span className="truncate font-mono text-sm" title={url}>
              <b>{method}</b> <span className="text-muted">{url ? shortUrl(url) : 'no URL yet'}</span>
            </span>
            <span className="text-faint truncate text-sm">{summaryOf(step)}</span>
          </span>
        </button>
        <span className="flex shrink-0 gap-0.5 pt-2">
          <StepComments stepId={step.id} of={`step ${index + 1}, ${step.name}`} />
          <Menu
            label={`Run ${step.name}`}
            placement="bottom end"
            sections={RUN_CHOICES}
            onAction={(id) => onRun(rangeOf(id, index))}
            className="text-muted hover:bg-hover hover:text-ink inline-flex size-6 items-center justify-center rounded"
          >
            <Play aria-hidden="true" className="size-4" />
          </Menu>
          <IconButton label={`Move ${step.name} up`} disabled={index === 0} onClick={() => onMove(index - 1)}>
            <ArrowUp aria-hidden="true" className="size-4" />
          </IconButton>
          <IconButton
            label={`Move ${step.name} down`}
            disabled={index === count - 1}
            onClick={() => onMove(index + 1)}
          >
            <ArrowDown aria-hidden="true" className="size-4" />
          </IconButton>
          <IconButton label={`Delete ${step.name}`} onClick={onRemove}>
            <Trash2 aria-hidden="true" className="size-4" />
          </IconButton>
        </span>
      </div>
      {isOpen ? (
        <div id={panel} className="border-t px-3 py-3">
          <StepEditor step={step} index={index} faults={faults} onChange={onChange} />
        </div>
      ) : null}
    </li>
  );
}
