'use client';
import { FileCode2, Share2, Trash2 } from 'lucide-react';
import { PeopleHere } from '@/components/live/people-here';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { TextArea, TextField } from '@/components/ui/text-field';
import type { DraftEdit } from './use-sequence-draft';

/** Name and description, whether they are saved, and what one does with a whole sequence. */
export function SequenceHeader({
  edit,
  onSave,
  onShare,
  onExport,
  onDelete,
}: {
  edit: DraftEdit;
  onSave: () => void;
  onShare: () => void;
  onExport: () => void;
  onDelete: () => void;
}) {
  const { draft, dirty, saving, problem, faults, outdated } = edit;
  const faultAt = (path: string) => faults.find((fault) => fault.path === path)?.message;
  return (
    <header className="bg-panel flex flex-col gap-2 border-b px-4 py-3">
      <div className="flex flex-wrap items-end gap-2">
        <h1 className="sr-only">Sequence {edit.saved.name}</h1>
        <TextField
          label="Sequence"
          value={draft.name}
          error={faultAt('name')}
          className="min-w-48 flex-1"
          onChange={(event) => edit.edit((old) => ({ ...old, name: event.target.value }))}
        />
        <div className="flex items-center gap-2">
          <PeopleHere place={`sequence:${edit.saved.id}`} />
          <span role="status" className="text-muted text-sm empty:-mr-2">
            {dirty ? 'Not saved' : ''}
          </span>
          {dirty ? (
            <Button variant="quiet" onClick={edit.discard}>
              Discard
            </Button>
          ) : null}
          <Button
            variant={dirty ? 'primary' : 'plain'}
            title="Ctrl or Cmd with S"
            aria-disabled={saving || !dirty}
            onClick={() => dirty && !saving && onSave()}
          >
            {saving ? 'Saving…' : dirty ? 'Save' : 'Saved'}
          </Button>
          <Button icon={<Share2 aria-hidden="true" className="size-4" />} onClick={onShare}>
            Share
          </Button>
          <Button icon={<FileCode2 aria-hidden="true" className="size-4" />} onClick={onExport}>
            Export
          </Button>
          <IconButton label="Delete this sequence" size="md" onClick={onDelete}>
            <Trash2 aria-hidden="true" className="size-4" />
          </IconButton>
        </div>
      </div>
      <TextArea
        label="Description"
        hideLabel
        placeholder="What it does, for whoever opens it"
        rows={1}
        controlClassName="field-sizing-content max-h-40"
        value={draft.description}
        error={faultAt('description')}
        onChange={(event) => edit.edit((old) => ({ ...old, description: event.target.value }))}
      />
      {outdated ? (
        <p role="status" className="text-sm">
          Someone else saved this sequence meanwhile. Save puts both together, and asks where both changed the
          same; Discard shows theirs.
        </p>
      ) : null}
      {problem ? <FieldError>{problem}</FieldError> : null}
    </header>
  );
}
