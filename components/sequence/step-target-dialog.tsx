'use client';
import { useId, useState, type ReactNode } from 'react';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';

/** A new sequence by its name, or one that is there. */
export type StepTarget = { sequenceId: null; name: string } | { sequenceId: string };

export interface StepTargetDialogProps {
  title: string;
  /** what the button says that does it */
  submit: string;
  /** whether one of the sequences that are there can be chosen too */
  choosing: boolean;
  /** the name of a new sequence before another is typed */
  suggestion: string;
  /** answers a sentence when it did not work */
  onTarget: (target: StepTarget) => Promise<string | null>;
  onClose: () => void;
  /** what becomes of the request, in a sentence */
  children: ReactNode;
}

const NEW = '';

/** Asks which sequence a step goes into. */
export function StepTargetDialog(props: StepTargetDialogProps) {
  const { title, submit, choosing, suggestion, onTarget, onClose, children } = props;
  const all = useWorkspace((state) => state.sequences);
  const sequences = choosing ? all : [];
  const [sequenceId, setSequenceId] = useState(NEW);
  const [name, setName] = useState(suggestion);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useId();
  async function send() {
    setBusy(true);
    setError(await onTarget(sequenceId === NEW ? { sequenceId: null, name } : { sequenceId }));
    setBusy(false);
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} disabled={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>{children}</p>
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
