import type { StoreApi } from 'zustand';
import { deleteSavedRequest, saveRequest } from '@/lib/actions/saved-requests';
import type { SavedRequest } from '@/lib/model/saved-request';
import { saveEdit } from '@/components/edit/save-edit';
import { Refusal, sentenceOf, settle } from '@/components/shell/outcome';
import type { WorkspaceState } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import type { Draft } from './draft';
import { savedInputOf } from './draft-checks';
import type { DraftStore } from './draft-store';
import { faultsOfRefusal } from './faults';
import { basisOfDraft, isUnchanged, keptBasis, savedDraft } from './saved-basis';
import type { SendStore } from './send-store';

interface Stores {
  workspace: StoreApi<WorkspaceState>;
  drafts: DraftStore;
  sends: SendStore;
}

function complain(error: unknown) {
  void notify({ message: sentenceOf(error), tone: 'bad' });
}

/** Puts a saved request into view, in its old place or first. */
function put({ workspace }: Pick<Stores, 'workspace'>, saved: SavedRequest) {
  const { savedRequests, take } = workspace.getState();
  const known = savedRequests.some(({ id }) => id === saved.id);
  take({
    savedRequests: known
      ? savedRequests.map((one) => (one.id === saved.id ? saved : one))
      : [saved, ...savedRequests],
  });
}

/** Saves anew, or over the one that the tab was opened from; a failure is said in a notice and beside its cause. */
export async function save(stores: Stores, draft: Draft): Promise<void> {
  try {
    await saveDraft(stores, draft);
  } catch (error) {
    if (error instanceof Refusal) stores.sends.getState().accuse(draft.id, faultsOfRefusal(error));
    complain(error);
  }
}

export async function duplicate(
  stores: Stores,
  { name, spec, extract, assert }: SavedRequest,
): Promise<void> {
  const copy = { name: `${name} copy`.slice(0, 200), spec, extract, assert };
  await settle(saveRequest(null, copy)).then((saved) => put(stores, saved), complain);
}

/** Out of view at once; really deleted when its notice has gone without Undo. */
export function remove(stores: Stores, saved: SavedRequest): void {
  const { workspace } = stores;
  workspace.getState().hide(saved.id);
  void notify({
    message: `Deleted ${saved.name}`,
    undo() {
      workspace.getState().unhide(saved.id);
      put(stores, saved);
    },
    onGone: () => void settle(deleteSavedRequest(saved.id)).catch(complain),
  });
}

async function saveDraft(stores: Stores, draft: Draft) {
  const { workspace, drafts } = stores;
  const input = await savedInputOf(draft);
  const known = workspace.getState().savedRequests.find(({ id }) => id === draft.savedId);
  if (!known) {
    const saved = await settle(saveRequest(null, input));
    put(stores, saved);
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
  put(stores, saved);
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
export async function open({ workspace, drafts }: Stores, saved: SavedRequest): Promise<void> {
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

/** Someone else saved a request that is open here: it shows where nothing was typed; else the next save puts both together. */
export async function catchUp(drafts: DraftStore, saved: SavedRequest, by: string): Promise<void> {
  for (const draft of drafts.getState().drafts) {
    if (draft.savedId !== saved.id || draft.basis?.version === saved.version) continue;
    if (await isUnchanged(draft)) {
      await lay(drafts, draft, saved);
      void notify({ message: `${by} changed ${saved.name}` });
    } else {
      const message = `${by} saved ${saved.name}, which you are editing`;
      void notify({ message, detail: 'Your next save puts both together.' });
    }
  }
}

/** An open tab of it is called the same from then on. */
export async function rename(stores: Stores, saved: SavedRequest, typed: string): Promise<void> {
  const { workspace, drafts } = stores;
  const name = typed.trim();
  if (!name || name === saved.name) return;
  put(stores, { ...saved, name });
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
    put(stores, done?.saved ?? saved);
  } catch (error) {
    put(stores, saved);
    complain(error);
  }
}
