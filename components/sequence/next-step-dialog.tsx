'use client';
import { useState } from 'react';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { Offer } from '@/lib/model/offer';

const NEW = '';

export interface NextStepDialogProps {
  offer: Offer;
  suggestion: string;
  /** answers a sentence when it did not work */
  onMake: (target: { sequenceId: string | null; name?: string }) => Promise<string | null>;
  onClose: () => void;
}

/** Asks which sequence the request and its next step go into. */
export function NextStepDialog({ offer, suggestion, onMake, onClose }: NextStepDialogProps) {
  const sequences = useWorkspace((state) => state.sequences);
  const [sequenceId, setSequenceId] = useState(NEW);
  const [name, setName] = useState(suggestion);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const taken = offer.extract.map(({ variable }) => variable);
  async function make() {
    setBusy(true);
    setError(await onMake(sequenceId === NEW ? { sequenceId: null, name } : { sequenceId }));
    setBusy(false);
  }
  return (
    <Dialog
      title="Make the next step"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="next-step" disabled={busy}>
            Make the step
          </Button>
        </>
      }
    >
      <form
        id="next-step"
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <p>
          This request becomes a step
          {taken.length > 0 ? (
            <>
              {' '}
              that takes <code>{taken.join(', ')}</code> out of its response
            </>
          ) : null}
          ; the {offer.title} is the step after it.
        </p>
        {sequences.length > 0 ? (
          <Select
            label="In"
            value={sequenceId}
            options={[
              { value: NEW, label: 'a new sequence' },
              ...sequences.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            onChange={(event) => setSequenceId(event.target.value)}
          />
        ) : null}
        {sequenceId === NEW ? (
          <TextField
            label="Name of the sequence"
            value={name}
            maxLength={200}
            required
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
        ) : null}
        {error ? <FieldError>{error}</FieldError> : null}
      </form>
    </Dialog>
  );
}
