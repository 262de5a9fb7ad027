'use client';
import { useId } from 'react';
import { FieldError } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import type { EditorLanguage } from '@/components/editor/problem';
import { VariableInput } from '@/components/editor/variable-input';
import { BodyCode } from './body-code';
import type { BodyKind, Draft } from './draft';
import type { DraftPatch } from './draft-store';
import { useFaults } from './send-store';
import { FileField } from './file-field';
import { PairsEditor } from './pairs-editor';
import { PartsEditor } from './parts-editor';
import { useEdit } from './use-edit';

const KINDS: readonly { value: BodyKind; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'json', label: 'JSON' },
  { value: 'form', label: 'Form' },
  { value: 'multipart', label: 'Multipart' },
  { value: 'text', label: 'Text' },
  { value: 'graphql', label: 'GraphQL' },
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
  edit: (patch: DraftPatch) => void;
  faulty: boolean;
}

function Content({ draft, edit, faulty }: ContentProps) {
  switch (draft.bodyKind) {
    case 'none':
      return <p className="text-muted p-3">This request has no body.</p>;
    case 'kept':
      return <p className="text-muted p-3">The body is sent as it was saved.</p>;
    case 'json':
      return (
        <BodyCode
          label="JSON body"
          language="json"
          placeholder={'{ "name": "value" }'}
          value={draft.json}
          onChange={(json) => edit({ json })}
          faulty={faulty}
        />
      );
    case 'form':
      return (
        <PairsEditor
          noun="Field"
          rows={draft.form}
          onChange={(change) => edit(({ form }) => ({ form: change(form) }))}
          faulty={faulty}
        />
      );
    case 'multipart':
      return (
        <PartsEditor
          parts={draft.parts}
          onChange={(change) => edit((now) => ({ parts: change(now.parts) }))}
        />
      );
    case 'text':
      return (
        <>
          <ContentType draft={draft} edit={edit} usual="text/plain" />
          <BodyCode
            label="Text body"
            language={languageOf(draft.contentType)}
            value={draft.text}
            onChange={(text) => edit({ text })}
            faulty={faulty}
          />
        </>
      );
    case 'graphql':
      return <GraphqlBody draft={draft} edit={edit} faulty={faulty} />;
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

const TYPES = [
  'application/xml',
  'text/html',
  'text/plain',
  'text/csv',
  'application/graphql',
  'application/yaml',
];

function ContentType({ draft, edit, usual }: Pick<ContentProps, 'draft' | 'edit'> & { usual: string }) {
  const listId = useId();
  return (
    <div className="shrink-0 border-b">
      <VariableInput
        aria-label="Content type"
        placeholder={`Content type: ${usual}`}
        list={listId}
        value={draft.contentType}
        onChange={(contentType) => edit({ contentType })}
        className="field-mono h-8 w-full bg-transparent px-3 -outline-offset-2! max-md:h-10"
      />
      <datalist id={listId}>
        {TYPES.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
    </div>
  );
}

/** What text of a media type is edited as. */
function languageOf(contentType: string): EditorLanguage {
  if (/[/+]json\b/.test(contentType)) return 'json';
  if (/[/+]xml\b/.test(contentType)) return 'xml';
  if (/\/html\b/.test(contentType)) return 'html';
  return /graphql/.test(contentType) ? 'graphql' : 'text';
}

function GraphqlBody({ draft, edit, faulty }: ContentProps) {
  return (
    <>
      <BodyCode
        label="GraphQL query"
        language="graphql"
        placeholder="{ user(id: 1) { name } }"
        value={draft.graphql}
        onChange={(graphql) => edit({ graphql })}
        faulty={faulty}
      />
      <div className="flex min-h-32 flex-1 flex-col border-t">
        <BodyCode
          label="GraphQL variables"
          language="json"
          placeholder={'{ "id": 1 }'}
          value={draft.graphqlVariables}
          onChange={(graphqlVariables) => edit({ graphqlVariables })}
          faulty={faulty}
        />
      </div>
    </>
  );
}
