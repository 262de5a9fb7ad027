'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';

export interface NewSequenceDialogProps {
  suggestion: string;
  /** answers a sentence when it did not work */
  onSave: (name: string) => Promise<string | null>;
  onClose: () => void;
}

/** Asks for the name of a new sequence. */
export function NewSequenceDialog({ suggestion, onSave, onClose }: NewSequenceDialogProps) {
  const [name, setName] = useState(suggestion);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function save() {
    setBusy(true);
    setError(await onSave(name));
    setBusy(false);
  }
  return (
    <Dialog
      title="Save to a new sequence"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="new-sequence" disabled={busy}>
            Save
          </Button>
        </>
      }
    >
      <form
        id="new-sequence"
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label="Name of the sequence"
          value={name}
          maxLength={200}
          required
          autoFocus
          error={error}
          onChange={(event) => setName(event.target.value)}
        />
        <p className="text-muted">
          The request becomes its first step. Add others the same way, then run or share them.
        </p>
      </form>
    </Dialog>
  );
}
