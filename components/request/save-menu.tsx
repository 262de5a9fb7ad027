'use client';
import { Code, Save } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useWorkspace, useWorkspaceStore } from '@/components/shell/workspace-store';
import { buttonClass } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { titleOf, type Draft } from './draft';
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
    const { saveStep } = await import('./save-step');
    const error = await saveStep({ workspace: store, router, draft, status }, sequenceId, sequenceName);
    if (error === null) setNaming(false);
    return error;
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
      <IconButton
        label="Code of this request"
        size="md"
        className="max-md:size-9"
        onClick={() => store.getState().setOverlay('code')}
      >
        <Code aria-hidden="true" className="size-4" />
      </IconButton>
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
