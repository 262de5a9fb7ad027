'use client';
import { FileUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspace, useWorkspaceStore } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { formatCount } from '@/components/ui/quantity';
import { Select } from '@/components/ui/select';
import { TextArea, TextField } from '@/components/ui/text-field';
import { saveSequence } from '@/lib/actions/sequences';
import type { ImportFormat } from '@/lib/model/interchange';
import type { SequenceInput } from '@/lib/model/sequence';
import { ImportedSteps } from './imported-steps';
import { useImportPreview } from './use-import-preview';

const FOUND_OUT = '';
const FORMATS: readonly { value: ImportFormat; label: string }[] = [
  { value: 'curl', label: 'curl commands' },
  { value: 'har', label: 'HAR' },
  { value: 'postman', label: 'Postman collection' },
  { value: 'openapi', label: 'OpenAPI description' },
  { value: 'arazzo', label: 'Arazzo workflow' },
  { value: 'http', label: '.http file' },
  { value: 'insomnia', label: 'Insomnia export' },
  { value: 'bruno', label: 'Bruno request' },
  { value: 'json', label: 'Playjar JSON' },
];
const ACCEPTED = '.json,.har,.yaml,.yml,.http,.rest,.sh,.curl,.bru,.txt';
/** What `ImportInput` takes, less what the frame around it needs. */
const MOST_CHARACTERS = 10_000_000;

/** Stores what is in view and opens it. */
function useKeep() {
  const store = useWorkspaceStore();
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function keep(sequence: SequenceInput) {
    setBusy(true);
    setFailure(null);
    try {
      const { id, name, steps } = await settle(saveSequence(null, sequence));
      const others = store.getState().sequences;
      store.getState().take({ sequences: [{ id, name, stepCount: steps.length }, ...others] });
      store.getState().setOverlay(null);
      router.push(`/sequences/${id}`);
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  }
  return { keep, failure, busy };
}

/** Another tool's file as a sequence: chosen or pasted, looked at, then stored. */
export function ImportDialog() {
  const setOverlay = useWorkspace((state) => state.setOverlay);
  const [source, setSource] = useState({ fileName: '', content: '' });
  const [chosen, setChosen] = useState<ImportFormat | null>(null);
  const [name, setName] = useState<string | null>(null);
  const tooLong = source.content.length > MOST_CHARACTERS;
  const { preview, problem } = useImportPreview(tooLong ? null : { ...source, format: chosen });
  const { keep, failure, busy } = useKeep();
  const close = () => setOverlay(null);
  const count = countOf(preview?.sequence);
  const faults = [tooLong ? 'Take less than 10 MB at once.' : null, problem, failure];
  return (
    <Dialog
      title="Import a sequence"
      isOpen
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" type="submit" form="import-sequence" disabled={busy || count === 0}>
            {count === 0 ? 'Import' : `Import ${formatCount(count, 'step')}`}
          </Button>
        </>
      }
    >
      <form
        id="import-sequence"
        className="flex flex-col gap-3 p-4 md:w-152"
        onSubmit={(event) => {
          event.preventDefault();
          if (preview) void keep({ ...preview.sequence, name: name?.trim() || preview.sequence.name });
        }}
      >
        <TextArea
          mono
          label="Paste it here"
          rows={6}
          wrap="off"
          autoFocus
          placeholder="curl commands, a HAR, a Postman collection, OpenAPI, Arazzo, .http, Insomnia, Bruno"
          value={source.content}
          onChange={(event) => setSource({ fileName: '', content: event.target.value })}
        />
        <div className="flex flex-wrap items-end gap-3">
          <FileChoice
            name={source.fileName}
            onFile={(file) => void file.text().then((content) => setSource({ fileName: file.name, content }))}
          />
          <FormatChoice chosen={chosen} found={preview?.format} onChoose={setChosen} />
        </div>
        {faults.map((fault, index) => (fault === null ? null : <FieldError key={index}>{fault}</FieldError>))}
        {preview ? (
          <>
            <TextField
              label="Name of the sequence"
              value={name ?? preview.sequence.name}
              maxLength={200}
              required
              onChange={(event) => setName(event.target.value)}
            />
            <ImportedSteps sequence={preview.sequence} warnings={preview.warnings} />
          </>
        ) : null}
      </form>
    </Dialog>
  );
}

function countOf(sequence: SequenceInput | undefined): number {
  return sequence?.steps?.length ?? 0;
}

function FileChoice({ name, onFile }: { name: string; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Button icon={<FileUp aria-hidden="true" className="size-4" />} onClick={() => input.current?.click()}>
        Choose a file…
      </Button>
      {name ? <span className="text-muted truncate">{name}</span> : null}
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to import"
        accept={ACCEPTED}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}

/** What the file is taken for, unless it is said. */
function FormatChoice({
  chosen,
  found,
  onChoose,
}: {
  chosen: ImportFormat | null;
  found: ImportFormat | undefined;
  onChoose: (format: ImportFormat | null) => void;
}) {
  const label = FORMATS.find(({ value }) => chosen === null && value === found)?.label;
  return (
    <Select
      label="Read as"
      className="w-52"
      value={chosen ?? FOUND_OUT}
      options={[{ value: FOUND_OUT, label: label ? `what it is: ${label}` : 'what it is' }, ...FORMATS]}
      onChange={(event) => onChoose(FORMATS.find(({ value }) => value === event.target.value)?.value ?? null)}
    />
  );
}
