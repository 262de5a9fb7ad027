'use client';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { saveEdit } from '@/components/edit/save-edit';
import { Refusal, sentenceOf } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import { saveSequence } from '@/lib/actions/sequences';
import type { Sequence } from '@/lib/model/sequence';
import { keepDraft, keptDraft } from './kept-draft';
import { draftOf, inputOf, sameDraft, type Fault, type SequenceDraft } from './sequence-draft';

export interface DraftEdit {
  draft: SequenceDraft;
  /** the sequence as it is stored */
  saved: Sequence;
  dirty: boolean;
  saving: boolean;
  problem: string | null;
  faults: readonly Fault[];
  /** someone else saved it since this draft was begun */
  outdated: boolean;
  edit: (change: (draft: SequenceDraft) => SequenceDraft) => void;
  discard: () => void;
  /** answers the stored sequence, or null when it could not be saved; the reason is then shown */
  save: () => Promise<Sequence | null>;
}

const CHECK = 'Not saved yet: something has to be put right first.';

/** What a draft began from. */
interface Begun {
  version: number;
  draft: SequenceDraft;
}

const begunFrom = (sequence: Sequence): Begun => ({ version: sequence.version, draft: draftOf(sequence) });

/**
 * A sequence under edit. Nothing typed is lost by a failed save, nor by a reload of this tab, nor by what someone else
 * saves meanwhile: that is shown at once where nothing was typed, and put together with it by the next save.
 */
export function useSequenceDraft(sequence: Sequence): DraftEdit {
  const [saved, setSaved] = useState(sequence);
  const [begun, setBegun] = useState(() => begunFrom(sequence));
  const [draft, setDraft] = useState(begun.draft);
  const latest = useRef(draft);
  const dirty = !sameDraft(draft, begun.draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  useRestored(saved.id, (kept, from) => {
    setDraft(kept);
    setBegun(from);
  });
  useKept(saved.id, begun, draft, dirty);
  function adopt(stored: Sequence): void {
    const from = begunFrom(stored);
    setSaved(stored);
    setBegun(from);
    setDraft(from.draft);
  }
  const { saving, problem, faults, setProblem, setFaults, save } = useSave({
    ...{ saved, begun, latest },
    onSaved(stored, sent, isMerged) {
      const typedOn = latest.current !== sent.typed;
      if (isMerged && !typedOn) adopt(stored);
      else setSaved(stored);
      // What came in is not in what was typed on: the next save, from where it began, puts it there.
      if (isMerged) return;
      setBegun({ version: stored.version, draft: sent.draft });
      setDraft(withOwnIds);
    },
  });
  // Without an effect, so that nobody sees old steps beside the new version (react.dev: "Storing information from previous renders").
  if (sequence.version > saved.version && !saving) {
    if (dirty) setSaved(sequence);
    else adopt(sequence);
  }
  function discard() {
    adopt(saved);
    setFaults([]);
    setProblem(null);
  }
  const outdated = saved.version > begun.version;
  return { draft, saved, dirty, saving, problem, faults, outdated, edit: setDraft, discard, save };
}

interface SaveParts {
  saved: Sequence;
  begun: Begun;
  latest: RefObject<SequenceDraft>;
  onSaved: (
    stored: Sequence,
    sent: { typed: SequenceDraft; draft: SequenceDraft },
    isMerged: boolean,
  ) => void;
}

function useSave({ saved, begun, latest, onSaved }: SaveParts) {
  const workspace = useWorkspaceStore();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  async function save(): Promise<Sequence | null> {
    const typed = latest.current;
    const sent = { typed, draft: withOwnIds(typed) };
    const { input, faults: found } = inputOf(sent.draft);
    setFaults(found);
    setProblem(found.length > 0 ? CHECK : null);
    if (found.length > 0) return null;
    setSaving(true);
    try {
      const done = await saveEdit(workspace.getState(), {
        name: saved.name,
        input,
        basis: { version: begun.version, input: inputOf(begun.draft).input },
        save: (mine, basis) => saveSequence(saved.id, mine, basis),
      });
      if (!done) return null;
      onSaved(done.saved, sent, done.isMerged);
      if (done.isMerged)
        void notify({ message: `Saved ${done.saved.name} together with what others changed in it` });
      return done.saved;
    } catch (error) {
      const errors = error instanceof Refusal ? error.errors : [];
      setFaults(errors);
      setProblem(errors.length > 0 ? CHECK : sentenceOf(error));
      return null;
    } finally {
      setSaving(false);
    }
  }
  return { saving, problem, faults, setProblem, setFaults, save };
}

/** A step is known by the same name before and after it is first saved. */
function withOwnIds(draft: SequenceDraft): SequenceDraft {
  return { ...draft, steps: draft.steps.map((step) => ({ ...step, id: step.id ?? step.key })) };
}

function useRestored(id: string, restore: (draft: SequenceDraft, from: Begun) => void): void {
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const kept = keptDraft(id);
    if (kept) restore(kept.draft, { version: kept.version, draft: kept.base });
  });
}

/**
 * Written after the first draw, so that what was kept is read before it is replaced; behind a short wait, and at once
 * when the page is left or reloaded.
 */
function useKept(id: string, begun: Begun, draft: SequenceDraft, dirty: boolean): void {
  const first = useRef(true);
  const waiting = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return undefined;
    }
    const kept = dirty ? { version: begun.version, base: begun.draft, draft } : null;
    waiting.current = () => {
      waiting.current = null;
      keepDraft(id, kept);
    };
    const timer = setTimeout(waiting.current, 250);
    return () => clearTimeout(timer);
  }, [id, begun, draft, dirty]);
  useEffect(() => {
    const write = () => waiting.current?.();
    window.addEventListener('pagehide', write);
    return () => {
      window.removeEventListener('pagehide', write);
      write();
    };
  }, []);
}
