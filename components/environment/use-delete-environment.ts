'use client';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import { deleteEnvironment } from '@/lib/actions/environments';
import type { Environment } from '@/lib/model/environment';

/** Takes an environment out of view at once; it is really deleted, with its secrets, when its notice has gone without Undo. */
export function useDeleteEnvironment(): (environment: Environment) => void {
  const store = useWorkspaceStore();
  return (environment) => {
    const { environmentId, hide } = store.getState();
    const back = () => {
      const state = store.getState();
      state.unhide(environment.id);
      state.putEnvironment(environment);
      if (environmentId !== environment.id) state.useEnvironment(state.environmentId);
    };
    hide(environment.id);
    void notify({
      message: `Deleted the environment “${environment.name}”`,
      undo: back,
      onGone: () =>
        void settle(deleteEnvironment(environment.id)).catch((error: unknown) => {
          back();
          void notify({ message: sentenceOf(error), tone: 'bad' });
        }),
    });
  };
}
