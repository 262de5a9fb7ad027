'use client';
import { useId } from 'react';
import { Select } from '@/components/ui/select';
import { TextArea, TextField } from '@/components/ui/text-field';
import { jsonFault, type BodyKind, type RequestFields } from './step-request';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const BODIES: readonly { value: BodyKind; label: string }[] = [
  { value: 'none', label: 'none' },
  { value: 'form', label: 'form' },
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'text' },
];
const KEPT = { value: 'kept', label: 'as set in JSON' } as const;
const HINT: Partial<Record<BodyKind, string>> = {
  form: 'name=value, one a line',
  kept: 'This kind of body is edited under JSON.',
};

/** A request in its shortest form: method, URL, headers and body. What else it says is named and kept. */
export function RequestForm({
  fields,
  urlFault,
  onChange,
}: {
  fields: RequestFields;
  urlFault: string | undefined;
  onChange: (change: Partial<RequestFields>) => void;
}) {
  const methods = useId();
  const { bodyKind, body, headers } = fields;
  const kept = Object.keys(fields.kept).filter((name) => name !== 'body');
  const hasText = bodyKind === 'form' || bodyKind === 'json' || bodyKind === 'text';
  return (
    <>
      <div className="flex items-start gap-2">
        <TextField
          mono
          label="Method"
          list={methods}
          value={fields.method}
          className="w-24 shrink-0"
          onChange={(event) => onChange({ method: event.target.value })}
        />
        <datalist id={methods}>
          {METHODS.map((method) => (
            <option key={method} value={method} />
          ))}
        </datalist>
        <TextField
          mono
          label="URL"
          inputMode="url"
          placeholder="https://"
          value={fields.url}
          error={urlFault}
          className="flex-1"
          onChange={(event) => onChange({ url: event.target.value })}
        />
      </div>
      <TextArea
        mono
        label="Headers"
        placeholder="Name: value"
        hint="One a line. A name alone removes the session’s header."
        rows={2}
        controlClassName="field-sizing-content max-h-60 min-h-13"
        value={headers}
        onChange={(event) => onChange({ headers: event.target.value })}
      />
      <Select
        label="Body"
        className="max-w-40"
        options={bodyKind === 'kept' || 'body' in fields.kept ? [...BODIES, KEPT] : BODIES}
        value={bodyKind}
        onChange={(event) => onChange({ bodyKind: event.target.value as BodyKind })}
      />
      {bodyKind === 'none' ? null : hasText ? (
        <TextArea
          mono
          label="Content"
          hideLabel
          hint={HINT[bodyKind]}
          error={bodyKind === 'json' && body.trim() !== '' ? jsonFault(body) : undefined}
          rows={4}
          controlClassName="field-sizing-content max-h-96 min-h-16"
          value={body}
          onChange={(event) => onChange({ body: event.target.value })}
        />
      ) : (
        <p className="text-muted text-sm">{HINT.kept}</p>
      )}
      {kept.length > 0 ? (
        <p className="text-muted text-sm">Also set here, see JSON: {kept.join(', ')}.</p>
      ) : null}
    </>
  );
}
