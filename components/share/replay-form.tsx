'use client';
import { Play } from 'lucide-react';
import { useEffect, useRef, type ReactNode, type SubmitEvent } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { SecretField } from '@/components/ui/secret-field';
import { TextField } from '@/components/ui/text-field';
import type { SharedView } from '@/lib/model/share';

export interface ReplayFormProps {
  variables: SharedView['variables'];
  values: Readonly<Record<string, string>>;
  onChange: (name: string, value: string) => void;
  /** someone turns to the form: what Replay needs can be fetched */
  onNear: () => void;
  onReplay: () => void;
  state: 'ready' | 'starting' | 'running' | 'done';
  /** stands beside the button */
  children?: ReactNode;
  /** through the shared session, by a member */
  live: boolean;
  /** a sentence under the button, and one beside each field at fault */
  problem: string | null;
  faults: Readonly<Record<string, string>>;
}

const BUTTON: Record<ReplayFormProps['state'], string> = {
  ready: 'Replay as myself',
  starting: 'Starting…',
  running: 'Replaying…',
  done: 'Replay again',
};

/** What the visitor is asked for, and the button that runs the steps with it. */
export function ReplayForm(props: ReplayFormProps) {
  const { variables, values, onChange, onNear, onReplay, state, live, children, problem, faults } = props;
  const busy = state === 'starting' || state === 'running';
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(faults).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [faults]);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!busy) onReplay();
  }
  return (
    <form
      ref={form}
      onFocus={onNear}
      onPointerEnter={onNear}
      onSubmit={submit}
      noValidate
      autoComplete="off"
      className="flex flex-col gap-3"
    >
      {variables.length > 0 ? (
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-2 text-lg font-semibold">You fill in</legend>
          <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
            {variables.map((variable) => (
              <Prompt
                key={variable.name}
                variable={variable}
                value={values[variable.name] ?? ''}
                error={faults[variable.name]}
                onChange={(value) => onChange(variable.name, value)}
              />
            ))}
          </div>
          <p className="text-muted text-sm">
            {live
              ? 'What you type goes through the session that you share; it is written down who sent it.'
              : 'What you type stays in this replay. Whoever shared the link does not see it.'}
          </p>
        </fieldset>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          variant="primary"
          size="lg"
          aria-disabled={busy}
          icon={<Play aria-hidden="true" className="size-4 fill-current" />}
          className="max-sm:w-full"
        >
          {live && state === 'ready' ? 'Replay in the shared session' : BUTTON[state]}
        </Button>
        {children}
        {problem ? <FieldError>{problem}</FieldError> : null}
      </div>
    </form>
  );
}

function Prompt({
  variable,
  value,
  error,
  onChange,
}: {
  variable: SharedView['variables'][number];
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const label = variable.prompt?.trim() || variable.name;
  const hint = label === variable.name ? undefined : <code>{`{{${variable.name}}}`}</code>;
  if (variable.secret)
    return <SecretField label={label} hint={hint} error={error} value={value} onChange={onChange} />;
  return (
    <TextField
      mono
      label={label}
      hint={hint}
      error={error}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
