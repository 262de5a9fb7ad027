'use client';
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { notify } from '@/components/ui/notify';
import { changedStep, newStep, type Fault, type StepDraft } from './sequence-draft';
import { StepItem } from './step-item';
import type { StepRange } from './step-range';

export interface StepListProps {
  steps: readonly StepDraft[];
  faults: readonly Fault[];
  /** key of the step whose editor is open; null: none was chosen yet */
  open: string | null;
  onOpen: (key: string) => void;
  onRun: (range: StepRange) => void;
  edit: (change: (steps: StepDraft[]) => StepDraft[]) => void;
}

/** The steps in their order: open one to edit it, move it by buttons or Alt and an arrow. */
export function StepList({ steps, faults, open, onOpen, onRun, edit }: StepListProps) {
  const [moved, setMoved] = useState<{ key: string; words: string } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const faulty = faults
    .map(({ path }) => /^steps\.(\d+)/.exec(path)?.[1])
    .find((index) => index !== undefined);
  const faultyKey = faulty === undefined ? undefined : steps[Number(faulty)]?.key;

  useEffect(() => {
    if (moved) list.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(moved.key)}"]`)?.focus();
  }, [moved]);

  function move(from: number, to: number) {
    const step = steps[from];
    if (!step || to < 0 || to >= steps.length) return;
    edit((old) => {
      const rest = old.filter(({ key }) => key !== step.key);
      return [...rest.slice(0, to), step, ...rest.slice(to)];
    });
    setMoved({ key: step.key, words: `${step.name}: now step ${to + 1} of ${steps.length}.` });
  }
  function remove(step: StepDraft, index: number) {
    edit((old) => old.filter(({ key }) => key !== step.key));
    void notify({
      message: `Deleted step “${step.name}”`,
      undo: () => edit((old) => [...old.slice(0, index), step, ...old.slice(index)]),
    });
  }
  function add() {
    const step = newStep(steps.length + 1);
    edit((old) => [...old, step]);
    onOpen(step.key);
  }
  return (
    <section aria-label="Steps" className="flex flex-col gap-2">
      <h2 className="sr-only">Steps</h2>
      <p role="status" className="sr-only">
        {moved?.words}
      </p>
      {steps.length === 0 ? (
        <EmptyState title="No steps yet" className="bg-raised rounded border">
          Add one here, or send a request in the playground and save it as a step of this sequence.
        </EmptyState>
      ) : (
        <ol ref={list} className="bg-raised rounded border">
          {steps.map((step, index) => (
            <StepItem
              key={step.key}
              step={step}
              index={index}
              count={steps.length}
              faults={faults.filter(
                ({ path }) => path.startsWith(`steps.${index}.`) || path === `steps.${index}`,
              )}
              isOpen={(open ?? faultyKey) === step.key}
              onToggle={() => onOpen(open === step.key ? '' : step.key)}
              onMove={(to) => move(index, to)}
              onRemove={() => remove(step, index)}
              onRun={onRun}
              onChange={(change) =>
                edit((old) => old.map((one) => (one.key === step.key ? changedStep(one, change) : one)))
              }
            />
          ))}
        </ol>
      )}
      <Button className="self-start" icon={<Plus aria-hidden="true" className="size-4" />} onClick={add}>
        Add a step
      </Button>
    </section>
  );
}
