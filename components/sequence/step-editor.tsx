'use client';
import { FieldError } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { TextArea, TextField } from '@/components/ui/text-field';
import { CheckRows } from './check-rows';
import { ExtractRows } from './extract-rows';
import { RequestForm } from './request-form';
import { fieldsOf, readRequest, requestOf } from './step-request';
import type { Fault, StepChange, StepDraft } from './sequence-draft';

const FAILURE = [
  { value: 'stop', label: 'stop the run' },
  { value: 'continue', label: 'go on with the next step' },
];

/** Faults that stand beside their field; the rest are listed beneath. */
const FIELDS = ['name', 'request', 'request.url', 'retries.count', 'retries.delay'];
const ROW = /\.(extract|assert)\.\d+\.(variable|expression|value)$/;

export interface StepEditorProps {
  step: StepDraft;
  index: number;
  faults: readonly Fault[];
  onChange: (change: StepChange) => void;
}

/** Everything of one step: its name, its request as fields or as JSON, what it takes and checks. */
export function StepEditor({ step, index, faults, onChange }: StepEditorProps) {
  const faultAt = (path: string) => faults.find((fault) => fault.path === `steps.${index}.${path}`)?.message;
  const read = step.json === null ? null : readRequest(step.json);
  const jsonProblem = read && 'fault' in read ? read.fault : null;
  const known = FIELDS.map((path) => `steps.${index}.${path}`);
  const unplaced = faults.filter(({ path }) => !known.includes(path) && !ROW.test(path));
  const inRequest = unplaced.filter(({ path }) => path.startsWith(`steps.${index}.request`));

  function show(as: 'form' | 'json') {
    if (as === 'json' && step.json === null)
      onChange({ json: JSON.stringify(requestOf(step.fields), null, 2) });
    if (as === 'form' && read && 'request' in read) onChange({ json: null, fields: fieldsOf(read.request) });
  }
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label="Name"
        value={step.name}
        error={faultAt('name')}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <div className="flex flex-col gap-2">
        <div className="flex items-center justify-between gap-2">
          <h3 className="font-semibold">Request</h3>
          <Segmented
            label="Edit the request as"
            options={[
              { value: 'form', label: 'Fields' },
              { value: 'json', label: 'JSON' },
            ]}
            value={step.json === null ? 'form' : 'json'}
            onChange={show}
          />
        </div>
        {step.json === null ? (
          <RequestForm
            fields={step.fields}
            urlFault={faultAt('request.url') ?? faultAt('request')}
            onChange={(change) => onChange({ fields: { ...step.fields, ...change } })}
          />
        ) : (
          <TextArea
            mono
            label="The whole request as JSON"
            hideLabel
            rows={Math.min(24, Math.max(6, step.json.split('\n').length + 1))}
            value={step.json}
            error={jsonProblem ?? faultAt('request') ?? faultAt('request.url')}
            hint={
              jsonProblem
                ? undefined
                : 'As in the API: method, url, headers, params, cookies, auth, body, timeout, …'
            }
            onChange={(event) => onChange({ json: event.target.value })}
          />
        )}
        <Faults faults={inRequest} under={`steps.${index}.request.`} />
      </div>
      <ExtractRows
        rows={step.extract}
        faultAt={faultAt}
        onChange={(change) => onChange(({ extract }) => ({ extract: change(extract) }))}
      />
      <CheckRows
        rows={step.assert}
        faultAt={faultAt}
        onChange={(change) => onChange(({ assert }) => ({ assert: change(assert) }))}
      />
      <div className="flex flex-wrap items-start gap-2">
        <TextField
          label="Try again up to"
          inputMode="numeric"
          placeholder="0 times"
          className="w-28"
          value={step.retries}
          error={faultAt('retries.count')}
          onChange={(event) => onChange({ retries: event.target.value })}
        />
        <TextField
          label="seconds before each"
          inputMode="decimal"
          className="w-36"
          value={step.retryDelay}
          error={faultAt('retries.delay')}
          onChange={(event) => onChange({ retryDelay: event.target.value })}
        />
        <Select
          label="When this step fails"
          options={FAILURE}
          value={step.onFailure}
          className="w-52"
          onChange={(event) =>
            onChange({ onFailure: event.target.value === 'continue' ? 'continue' : 'stop' })
          }
        />
      </div>
      <Faults faults={unplaced.filter((fault) => !inRequest.includes(fault))} under={`steps.${index}.`} />
    </div>
  );
}

function Faults({ faults, under }: { faults: readonly Fault[]; under: string }) {
  return faults.map(({ path, message }) => (
    <FieldError key={path}>
      {path.replace(under, '')}: {message}
    </FieldError>
  ));
}
