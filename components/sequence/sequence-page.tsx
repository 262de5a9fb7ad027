'use client';
import clsx from 'clsx';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { CommentedSequence } from '@/components/comment/comments-door';
import { OfferDoorContext, type OfferDoor } from '@/components/run/offer-door';
import { viewOfRun } from '@/components/run/run-view';
import type { Checkpoint } from '@/lib/model/checkpoint';
import type { Run, RunSummary } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';
import type { Share } from '@/lib/model/share';
import { PastRuns } from './past-runs';
import { hasOffer, withOffer } from './offer-step';
import { RunPanel, type RunHandle } from './run-panel';
import { SequenceHeader } from './sequence-header';
import { StepList } from './step-list';
import { useDeleteSequence } from './use-delete-sequence';
import { useSequenceDraft } from './use-sequence-draft';
import { useShortcut } from './use-shortcut';
import { VariableRows } from './variable-rows';

const ShareDialog = dynamic(
  () => import('@/components/share/share-dialog').then((module) => module.ShareDialog),
  { ssr: false },
);

const ExportDialog = dynamic(() => import('./export-dialog').then((module) => module.ExportDialog), {
  ssr: false,
});

type Pane = 'steps' | 'run';

export interface SequencePageProps {
  sequence: Sequence;
  runs: readonly RunSummary[];
  /** the run that the address names */
  run: Run | null;
  shares: readonly Share[];
  checkpoints: readonly Checkpoint[];
  /** the step that the address opens for editing, from 1 */
  step: number | null;
}

/** A sequence: its steps to edit on one side, its runs on the other. */
export function SequencePage({ sequence, runs, run, shares, checkpoints, step }: SequencePageProps) {
  const router = useRouter();
  const edit = useSequenceDraft(sequence);
  const [dialog, setDialog] = useState<'share' | 'export' | null>(null);
  const [pane, setPane] = useState<Pane>(run ? 'run' : 'steps');
  const remove = useDeleteSequence(edit.saved);
  const runner = useRef<RunHandle>(null);
  const { draft, saved, dirty, faults } = edit;
  const [openStep, setOpenStep] = useState(() =>
    step === null ? null : (draft.steps[step - 1]?.key ?? null),
  );
  useShortcut('s', () => dirty && void save());

  async function save(): Promise<Sequence | null> {
    const stored = await edit.save();
    if (stored) router.refresh();
    return stored;
  }
  async function show(wanted: 'share' | 'export') {
    if (!dirty || (await save())) setDialog(wanted);
  }
  const door: OfferDoor = {
    isTaken: (stepId, offer) => hasOffer(draft, stepId, offer),
    take(stepId, offer) {
      const taken = withOffer(draft, stepId, offer);
      edit.edit(() => taken.draft);
      setOpenStep(taken.key);
      setPane('steps');
    },
  };
  return (
    <CommentedSequence value={saved.id}>
      <div className="scroll-thin flex min-h-0 flex-1 flex-col overflow-y-auto">
        <SequenceHeader
          edit={edit}
          onSave={() => void save()}
          onShare={() => void show('share')}
          onExport={() => void show('export')}
          onDelete={remove}
        />
        <PaneSwitch pane={pane} onPane={setPane} />
        <div className="grid min-h-0 flex-1 xl:grid-cols-[minmax(24rem,2fr)_minmax(0,3fr)] xl:overflow-hidden">
          <div
            className={clsx(
              'scroll-thin min-w-0 flex-col gap-6 p-4 xl:flex xl:overflow-y-auto',
              pane === 'steps' ? 'flex' : 'hidden',
            )}
          >
            <StepList
              steps={draft.steps}
              faults={faults}
              open={openStep}
              onOpen={setOpenStep}
              onRun={(range) => {
                setPane('run');
                runner.current?.run(range);
              }}
              edit={(change) => edit.edit((old) => ({ ...old, steps: change(old.steps) }))}
            />
            <VariableRows
              rows={draft.variables}
              faults={faults.filter(({ path }) => path.startsWith('variables.'))}
              onChange={(change) => edit.edit((old) => ({ ...old, variables: change(old.variables) }))}
            />
          </div>
          <div
            className={clsx(
              'bg-panel scroll-thin min-w-0 flex-col gap-6 p-4 xl:flex xl:overflow-y-auto xl:border-l',
              pane === 'run' ? 'flex' : 'hidden',
            )}
          >
            <OfferDoorContext value={door}>
              <RunPanel
                handle={runner}
                sequence={saved}
                initial={run && viewOfRun(run, saved.steps)}
                checkpoints={checkpoints}
                dirty={dirty}
                stepCount={draft.steps.length}
                save={save}
              />
            </OfferDoorContext>
            <PastRuns runs={runs} shown={run?.id ?? null} />
          </div>
        </div>
        {dialog === 'share' ? (
          <ShareDialog sequence={saved} runs={runs} shares={shares} onClose={() => setDialog(null)} />
        ) : null}
        {dialog === 'export' ? <ExportDialog sequence={saved} onClose={() => setDialog(null)} /> : null}
      </div>
    </CommentedSequence>
  );
}

const PANES: readonly { id: Pane; label: string }[] = [
  { id: 'steps', label: 'Steps' },
  { id: 'run', label: 'Runs' },
];

/** Where there is room for one side only, these choose it. */
function PaneSwitch({ pane, onPane }: { pane: Pane; onPane: (pane: Pane) => void }) {
  return (
    <nav aria-label="Sides of the sequence" className="bg-panel flex h-10 shrink-0 border-b px-2 xl:hidden">
      {PANES.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-current={id === pane ? 'true' : undefined}
          onClick={() => onPane(id)}
          className="text-muted aria-[current]:border-accent aria-[current]:text-ink border-b-2 border-transparent px-4 -outline-offset-2! aria-[current]:font-semibold max-md:flex-1"
        >
          {label}
        </button>
      ))}
    </nav>
  );
}
