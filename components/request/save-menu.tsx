'use client';
import { Save } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { appendStep } from '@/lib/actions/sequences';
import type { StepInput } from '@/lib/model/sequence';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspace, useWorkspaceStore } from '@/components/shell/workspace-store';
import { buttonClass } from '@/components/ui/button';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { notify } from '@/components/ui/notify';
import { titleOf, type Draft } from './draft';
import { checksOf } from './draft-checks';
import { specOf } from './draft-to-spec';
import { useSends } from './send-store';
import { useSavedRequests } from './use-saved-requests';

const StepTargetDialog = dynamic(
  () => import('@/components/sequence/step-target-dialog').then((module) => module.StepTargetDialog),
  { ssr: false },
);

/** Saves the request by itself, or as the next step of a sequence. */
export function SaveMenu({ draft }: { draft: Draft }) {
  const store = useWorkspaceStore();
  const sequences = useWorkspace((state) => state.sequences);
  const router = useRouter();
  const saved = useSavedRequests();
  const status = useSends(({ exchanges }) => exchanges[draft.exchangeId ?? '']?.response?.status);
  const [naming, setNaming] = useState(false);

  async function save(sequenceId: string | null, sequenceName?: string) {
    try {
      const name = `${draft.method} ${titleOf(draft)}`.slice(0, 200);
      const checks = checksOf(draft);
      const assert = checks.assert.length > 0 ? checks.assert : sameStatus(status);
      const step = { name, request: await specOf(draft), extract: checks.extract, assert };
      const sequence = await settle(
        appendStep(sequenceId, { ...(sequenceName ? { sequenceName } : {}), step }),
      );
      const entry = { id: sequence.id, name: sequence.name, stepCount: sequence.steps.length };
      const others = store.getState().sequences.filter(({ id }) => id !== sequence.id);
      store.getState().take({ sequences: [entry, ...others] });
      setNaming(false);
      void notify({
        message: `Saved as step ${String(sequence.steps.length)} of ${sequence.name}`,
        action: { label: 'Open', run: () => router.push(`/sequences/${sequence.id}`) },
      });
      return null;
    } catch (error) {
      if (sequenceId !== null) void notify({ message: sentenceOf(error), tone: 'bad' });
      return sentenceOf(error);
    }
  }
  const sections: MenuSection[] = [
    { id: 'request', items: [{ id: 'request', label: draft.savedId ? 'Save again' : 'Save request' }] },
    { id: 'new', title: 'As a step', items: [{ id: 'new', label: 'New sequence…' }] },
    ...(sequences.length === 0
      ? []
      : [
          {
            id: 'into',
            title: 'Add as a step to',
            items: sequences.map(({ id, name, stepCount }) => ({
              id: `into:${id}`,
              label: name,
              note: String(stepCount),
            })),
          },
        ]),
  ];
  function choose(id: string) {
    if (id === 'request') void saved.save(draft);
    else if (id === 'new') setNaming(true);
    else void save(id.replace('into:', ''));
  }
  return (
    <>
      <Menu
        label="Save"
        placement="bottom end"
        sections={sections}
        onAction={choose}
        className={buttonClass('plain')}
      >
        <Save aria-hidden="true" className="size-3.5" />
        Save
      </Menu>
      {naming ? (
        <StepTargetDialog
          title="Save to a new sequence"
          submit="Save"
          choosing={false}
          suggestion={titleOf(draft)}
          onTarget={(target) => save(target.sequenceId, target.sequenceId === null ? target.name : undefined)}
          onClose={() => setNaming(false)}
        >
          The request becomes its first step. Add others the same way, then run or share them.
        </StepTargetDialog>
      ) : null}
    </>
  );
}

/** What was seen is what a run expects: without this a step that is answered 401 would count as passed. */
function sameStatus(status: number | undefined): StepInput['assert'] {
  return status === undefined ? [] : [{ source: 'status', operator: 'equals', value: status }];
}
