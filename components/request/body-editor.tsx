'use client';
import { useDeferredValue, useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { TextField } from '@/components/ui/text-field';
import { jsonLines } from '@/components/exchange/json-lines';
import { CodeArea } from './code-area';
import type { BodyKind, Draft } from './draft';
import { useFaults } from './send-store';
import { FileField } from './file-field';
import { jsonProblem } from './json-problem';
import { PairsEditor } from './pairs-editor';
import { PartsEditor } from './parts-editor';
import { useEdit } from './use-edit';

const KINDS: readonly { value: BodyKind; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'json', label: 'JSON' },
  { value: 'form', label: 'Form' },
  { value: 'multipart', label: 'Multipart' },
  { value: 'text', label: 'Text' },
  { value: 'binary', label: 'File' },
];

/** The content of a request. Each kind keeps its own text while another is chosen. */
export function BodyEditor({ draft }: { draft: Draft }) {
  const edit = useEdit(draft.id);
  const fault = useFaults(draft.id).body;
  const kinds = draft.kept.body ? [...KINDS, { value: 'kept' as const, label: 'As saved' }] : KINDS;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Segmented
        label="Body type"
        options={kinds}
        value={draft.bodyKind}
        onChange={(bodyKind) => edit({ bodyKind })}
        className="shrink-0 border-b px-2 py-1"
      />
      {fault ? <FieldError className="border-b px-3 py-1.5">{fault}</FieldError> : null}
      <Content draft={draft} edit={edit} faulty={fault !== undefined} />
    </div>
  );
}

interface ContentProps {
  draft: Draft;
  edit: (patch: Partial<Draft>) => void;
  faulty: boolean;
}

function Content({ draft, edit, faulty }: ContentProps) {
  switch (draft.bodyKind) {
    case 'none':
      return <p className="text-muted p-3">This request has no body.</p>;
    case 'kept':
      return <p className="text-muted p-3">The body is sent as it was saved.</p>;
    case 'json':
      return <JsonBody draft={draft} edit={edit} faulty={faulty} />;
    case 'form':
      return (
        <PairsEditor noun="Field" rows={draft.form} onChange={(form) => edit({ form })} faulty={faulty} />
      );
    case 'multipart':
      return <PartsEditor parts={draft.parts} onChange={(parts) => edit({ parts })} />;
    case 'text':
      return (
        <>
          <ContentType draft={draft} edit={edit} usual="text/plain" />
          <CodeArea
            label="Text body"
            value={draft.text}
            onChange={(text) => edit({ text })}
            invalid={faulty}
          />
        </>
      );
    case 'binary':
      return (
        <>
          <ContentType draft={draft} edit={edit} usual="the file's own" />
          <div className="p-3">
            <FileField label="File to send" file={draft.file} onChange={(file) => edit({ file })} />
          </div>
        </>
      );
  }
}

function ContentType({ draft, edit, usual }: Pick<ContentProps, 'draft' | 'edit'> & { usual: string }) {
  return (
    <div className="shrink-0 border-b p-2">
      <TextField
        label="Content type"
        hideLabel
        mono
        placeholder={`Content type: ${usual}`}
        value={draft.contentType}
        onChange={(event) => edit({ contentType: event.target.value })}
        className="max-w-80"
      />
    </div>
  );
}

function JsonBody({ draft, edit, faulty }: ContentProps) {
  const settled = useDeferredValue(draft.json);
  const problem = useMemo(() => jsonProblem(settled), [settled]);
  const words = problem
    ? `Line ${String(problem.line)}, column ${String(problem.column)}: ${problem.message}`
    : 'Valid JSON';
  return (
    <CodeArea
      label="JSON body"
      value={draft.json}
      onChange={(json) => edit({ json })}
      invalid={faulty || problem !== null}
      placeholder={'{ "name": "value" }'}
      note={
        settled.trim() === '' ? null : (
          <span className="flex items-center gap-2">
            <span className={problem ? 'text-bad' : ''}>{words}</span>
            {problem ? null : (
              <Button
                size="sm"
                variant="quiet"
                onClick={() => edit({ json: jsonLines(draft.json).join('\n') })}
              >
                Format
              </Button>
            )}
          </span>
        )
      }
    />
  );
}
