'use client';
import { useState } from 'react';
import { Refusal, sentenceOf, settle } from '@/components/shell/outcome';
import { saveEdit } from '@/components/edit/save-edit';
import { useWorkspace, useWorkspaceStore, type WorkspaceState } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import { createEnvironment, replaceEnvironment } from '@/lib/actions/environments';
import type { Basis } from '@/lib/model/edit';
import type { Environment, EnvironmentInput } from '@/lib/model/environment';
import { draftOf, inputOf, namedRows, withChange, type EnvironmentDraft } from './environment-draft';
import { useDeleteEnvironment } from './use-delete-environment';
import { VariableRow } from './variable-row';

export interface EnvironmentDialogProps {
  /** null: a new one */
  environment: Environment | null;
  onClose: () => void;
}

/** Makes, changes or deletes one environment. */
export function EnvironmentDialog({ environment, onClose }: EnvironmentDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(environment));
  const [refusal, setRefusal] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const put = useWorkspace((state) => state.putEnvironment);
  const remove = useDeleteEnvironment();
  const workspace = useWorkspaceStore();
  async function attempt(work: () => Promise<boolean>) {
    setBusy(true);
    setRefusal(null);
    try {
      if (await work()) onClose();
      else setBusy(false);
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  }
  const save = () =>
    attempt(async () => {
      const stored = await store(workspace.getState(), draft);
      if (stored) put(stored);
      return stored !== null;
    });
  const footer = (
    <>
      {environment ? (
        <Button
          variant="danger"
          className="mr-auto"
          disabled={busy}
          onClick={() => {
            remove(environment);
            onClose();
          }}
        >
          Delete
        </Button>
      ) : null}
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" disabled={busy} onClick={() => void save()}>
        {busy ? 'Saving…' : 'Save'}
      </Button>
    </>
  );
  return (
    <Dialog
      title={environment ? `Environment “${environment.name}”` : 'New environment'}
      isOpen
      onClose={onClose}
      footer={footer}
    >
      <Fields draft={draft} refusal={refusal} onChange={setDraft} />
    </Dialog>
  );
}

/** Null: they would rather go on typing. @throws Refusal */
async function store(state: WorkspaceState, draft: EnvironmentDraft): Promise<Environment | null> {
  const { id, basis, name } = draft;
  const input = inputOf(draft);
  if (id === null) return settle(createEnvironment(input));
  const save = (mine: EnvironmentInput, from: Basis<EnvironmentInput>) => replaceEnvironment(id, mine, from);
  return (await saveEdit(state, { name, input, basis, save }))?.saved ?? null;
}

interface FieldsProps {
  draft: EnvironmentDraft;
  refusal: unknown;
  onChange: (draft: EnvironmentDraft) => void;
}

function Fields({ draft, refusal, onChange }: FieldsProps) {
  const errors = refusal instanceof Refusal ? refusal.errors : [];
  const sent = namedRows(draft.rows);
  const faultOf = (key: string) => {
    const index = sent.findIndex((row) => row.key === key);
    return errors.find(({ path }) => index >= 0 && path.startsWith(`variables.${String(index)}.`))?.message;
  };
  return (
    <div className="flex flex-col gap-4 p-4 md:w-160">
      <p className="text-muted max-w-prose">
        Write <code>{'{{name}}'}</code> anywhere in a request. Values of the request and of its session come
        first. A secret is stored encrypted and shown to nobody but the owner and admins.
      </p>
      <TextField
        label="Name"
        placeholder="staging"
        autoFocus={draft.id === null}
        className="w-64"
        value={draft.name}
        error={errors.find(({ path }) => path === 'name')?.message}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
      />
      <ul aria-label="Variables" className="divide-line divide-y border-y">
        {draft.rows.map((row, index) => (
          <VariableRow
            key={row.key}
            row={row}
            environmentId={draft.id}
            fault={faultOf(row.key)}
            isLast={index === draft.rows.length - 1}
            onChange={(change) => onChange({ ...draft, rows: withChange(draft.rows, row.key, change) })}
            onRemove={() => onChange({ ...draft, rows: draft.rows.filter(({ key }) => key !== row.key) })}
          />
        ))}
      </ul>
      {refusal !== null && errors.length === 0 ? <FieldError>{sentenceOf(refusal)}</FieldError> : null}
    </div>
  );
}
