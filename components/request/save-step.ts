import type { useRouter } from 'next/navigation';
import type { StoreApi } from 'zustand';
import { appendStep } from '@/lib/actions/sequences';
import type { StepInput } from '@/lib/model/sequence';
import { sentenceOf, settle } from '@/components/shell/outcome';
import type { WorkspaceState } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import { titleOf, type Draft } from './draft';
import { checksOf } from './draft-checks';
import { specOf } from './draft-to-spec';

interface Place {
  workspace: StoreApi<WorkspaceState>;
  router: ReturnType<typeof useRouter>;
  draft: Draft;
  /** how its last send was answered */
  status: number | undefined;
}

/** Adds the request to a sequence, to a new one when `sequenceId` is null. Answers a sentence when it did not work. */
export async function saveStep(
  { workspace, router, draft, status }: Place,
  sequenceId: string | null,
  sequenceName?: string,
): Promise<string | null> {
  try {
    const name = `${draft.method} ${titleOf(draft)}`.slice(0, 200);
    const checks = checksOf(draft);
    const assert = checks.assert.length > 0 ? checks.assert : sameStatus(status);
    const step = { name, request: await specOf(draft), extract: checks.extract, assert };
    const sequence = await settle(
      appendStep(sequenceId, { ...(sequenceName ? { sequenceName } : {}), step }),
    );
    const entry = { id: sequence.id, name: sequence.name, stepCount: sequence.steps.length };
    const others = workspace.getState().sequences.filter(({ id }) => id !== sequence.id);
    workspace.getState().take({ sequences: [entry, ...others] });
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

/** What was seen is what a run expects: without this a step that is answered 401 would count as passed. */
function sameStatus(status: number | undefined): StepInput['assert'] {
  return status === undefined ? [] : [{ source: 'status', operator: 'equals', value: status }];
}
