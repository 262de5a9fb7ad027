'use client';
import { useMemo } from 'react';
import type { StoreApi } from 'zustand';
import { deleteSavedRequest, saveRequest } from '@/lib/actions/saved-requests';
import type { SavedRequest } from '@/lib/model/saved-request';
import { saveEdit } from '@/components/edit/save-edit';
import { Refusal, sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore, type WorkspaceState } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import type { Draft } from './draft';
import { savedInputOf } from './draft-checks';
import { useDraftStore, type DraftStore } from './draft-store';
import { faultsOfRefusal } from './faults';
import { basisOfDraft, isUnchanged, keptBasis, savedDraft } from './saved-basis';
import { useSendStore } from './send-store';

function complain(error: unknown) {
  void notify({ message: sentenceOf(error), tone: 'bad' });
}

/** Puts a saved request into view, in its old place or first. */
function put(workspace: StoreApi<WorkspaceState>, saved: SavedRequest) {
  const { savedRequests, take } = workspace.getState();
  const known = savedRequests.some(({ id }) => id === saved.id);
  take({
    savedRequests: known
      ? savedRequests.map((one) => (one.id === saved.id ? saved : one))
      : [saved, ...savedRequests],
  });
}

/** What can be done with saved requests: keep the one in a tab, open, rename, copy, delete with Undo. */
export function useSavedRequests() {
  const workspace = useWorkspaceStore();
  const drafts = useDraftStore();
  const sends = useSendStore();
  return useMemo(
    () => ({
      save: (draft: Draft) =>
        save(workspace, drafts, draft).catch((error: unknown) => {
          if (error instanceof Refusal) sends.getState().accuse(draft.id, faultsOfRefusal(error));
          complain(error);
        }),
      open: (saved: SavedRequest) => open(workspace, drafts, saved),
      rename: (saved: SavedRequest, typed: string) => rename(workspace, drafts, saved, typed),
      async duplicate({ name, spec, extract, assert }: SavedRequest) {
        const copy = { name: `${name} copy`.slice(0, 200), spec, extract, assert };
        await settle(saveRequest(null, copy)).then((saved) => put(workspace, saved), complain);
      },
      /** out of view at once; really deleted when its notice has gone without Undo */
      remove(saved: SavedRequest) {
        workspace.getState().hide(saved.id);
        void notify({
          message: `Deleted ${saved.name}`,
          undo() {
            workspace.getState().unhide(saved.id);
            put(workspace, saved);
          },
          onGone: () => void settle(deleteSavedRequest(saved.id)).catch(complain),
        });
      },
    }),
    [drafts, sends, workspace],
  );
}

/** Saves anew, or over the one that the tab was opened from. */
async function save(workspace: StoreApi<WorkspaceState>, drafts: DraftStore, draft: Draft) {
  const input = await savedInputOf(draft);
  const known = workspace.getState().savedRequests.find(({ id }) => id === draft.savedId);
  if (!known) {
    const saved = await settle(saveRequest(null, input));
    put(workspace, saved);
    drafts.getState().edit(draft.id, { savedId: saved.id, basis: keptBasis(saved.version, input) });
    void notify({ message: `Saved ${saved.name} under Requests` });
    return;
  }
  const done = await saveEdit(workspace.getState(), {
    name: known.name,
    input,
    basis: basisOfDraft(draft),
    save: (mine, basis) => saveRequest(known.id, mine, basis),
  });
  if (!done) return;
  const { saved, isMerged } = done;
  put(workspace, saved);
  if (!isMerged) {
    drafts.getState().edit(draft.id, { basis: keptBasis(saved.version, input) });
    void notify({ message: `Saved ${saved.name} again` });
    return;
  }
  await lay(drafts, draft, saved);
  void notify({ message: `Saved ${saved.name} together with what others changed in it` });
}

/** Puts what was stored into the tab that it was saved from, unless more was typed there meanwhile: then the next save sees to it. */
async function lay(drafts: DraftStore, from: Draft, saved: SavedRequest) {
  const fresh = await savedDraft(saved);
  drafts.getState().edit(from.id, (now) => {
    if (now !== from) return {};
    const { id, exchangeId } = from;
    return { ...fresh, id, exchangeId };
  });
}

/** In the tab that has it already, else in a new one. */
async function open(workspace: StoreApi<WorkspaceState>, drafts: DraftStore, saved: SavedRequest) {
  workspace.getState().show('request');
  const { drafts: tabs, select, open: openTab } = drafts.getState();
  const tab = tabs.find(({ savedId }) => savedId === saved.id);
  if (!tab) {
    openTab(await savedDraft(saved));
    return;
  }
  select(tab.id);
  if (tab.basis?.version !== saved.version && (await isUnchanged(tab))) await lay(drafts, tab, saved);
}

/** An open tab of it is called the same from then on. */
async function rename(
  workspace: StoreApi<WorkspaceState>,
  drafts: DraftStore,
  saved: SavedRequest,
  typed: string,
) {
  const name = typed.trim();
  if (!name || name === saved.name) return;
  put(workspace, { ...saved, name });
  for (const { id, savedId } of drafts.getState().drafts)
    if (savedId === saved.id) drafts.getState().edit(id, { title: name });
  const { spec, extract, assert, version } = saved;
  const input = { name: saved.name, spec, extract, assert };
  try {
    const done = await saveEdit(workspace.getState(), {
      name: saved.name,
      input: { ...input, name },
      basis: { version, input },
      save: (mine, basis) => saveRequest(saved.id, mine, basis),
    });
    put(workspace, done?.saved ?? saved);
  } catch (error) {
    put(workspace, saved);
    complain(error);
  }
}
