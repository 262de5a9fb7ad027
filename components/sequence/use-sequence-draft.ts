'use client';
import { useEffect, useRef, useState } from 'react';
import { Refusal, sentenceOf, settle } from '@/components/shell/outcome';
import { saveSequence } from '@/lib/actions/sequences';
import type { Sequence } from '@/lib/model/sequence';
import { keepDraft, keptDraft } from './kept-draft';
import { draftOf, inputOf, sameDraft, withIds, type Fault, type SequenceDraft } from './sequence-draft';

export interface DraftEdit {
  draft: SequenceDraft;
  /** the sequence as it is stored */
  saved: Sequence;
  dirty: boolean;
  saving: boolean;
  problem: string | null;
  faults: readonly Fault[];
  edit: (change: (draft: SequenceDraft) => SequenceDraft) => void;
  discard: () => void;
  /** answers the stored sequence, or null when it could not be saved; the reason is then shown */
  save: () => Promise<Sequence | null>;
}

const CHECK = 'Not saved yet: something has to be put right first.';

/** A sequence under edit. Nothing typed is lost by a failed save, nor by a reload of this tab. */
export function useSequenceDraft(sequence: Sequence): DraftEdit {
  const [saved, setSaved] = useState(sequence);
  const [base, setBase] = useState(() => draftOf(sequence));
  const [draft, setDraft] = useState(base);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const latest = useRef(draft);
  const dirty = !sameDraft(draft, base);

  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  useRestored(saved, (kept) => setDraft(kept));
  useKept(saved, draft, dirty);

  async function save(): Promise<Sequence | null> {
    const sending = latest.current;
    const { input, faults: found } = inputOf(sending);
    setFaults(found);
    setProblem(found.length > 0 ? CHECK : null);
    if (found.length > 0) return null;
    setSaving(true);
    try {
      const stored = await settle(saveSequence(saved.id, input));
      const ids = new Map(sending.steps.map(({ key }, index) => [key, stored.steps[index]?.id ?? '']));
      setSaved(stored);
      setBase(withIds(sending, ids));
      setDraft((now) => withIds(now, ids));
      return stored;
    } catch (error) {
      const errors = error instanceof Refusal ? error.errors : [];
      setFaults(errors);
      setProblem(errors.length > 0 ? CHECK : sentenceOf(error));
      return null;
    } finally {
      setSaving(false);
    }
  }
  function discard() {
    setDraft(base);
    setFaults([]);
    setProblem(null);
  }
  return { draft, saved, dirty, saving, problem, faults, edit: setDraft, discard, save };
}

function useRestored(saved: Sequence, restore: (draft: SequenceDraft) => void): void {
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const kept = keptDraft(saved.id, saved.version);
    if (kept) restore(kept);
  });
}

/** Written after the first draw, so that what was kept is read before it is replaced. */
function useKept(saved: Sequence, draft: SequenceDraft, dirty: boolean): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return undefined;
    }
    const timer = setTimeout(() => keepDraft(saved.id, saved.version, dirty ? draft : null), 250);
    return () => clearTimeout(timer);
  }, [saved.id, saved.version, draft, dirty]);
}
