'use client';
import { Play } from 'lucide-react';
import { useImperativeHandle, useState, type Ref } from 'react';
import { bodyUrl } from '@/components/exchange/live';
import type { RunView } from '@/components/run/run-view';
import { StepPlayer } from '@/components/run/step-player';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { SecretField } from '@/components/ui/secret-field';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { Checkpoint } from '@/lib/model/checkpoint';
import type { RunAs } from '@/lib/model/comparison';
import type { Sequence, SequenceVariable } from '@/lib/model/sequence';
import type { Session } from '@/lib/model/session';
import { continued, type StepRange } from './step-range';
import { useRuns } from './use-runs';
import { useShortcut } from './use-shortcut';

const FRESH = '';
const NOBODY = 'nobody';
const AT = 'checkpoint:';

/** Runs a part of the sequence, from elsewhere on the page. */
export interface RunHandle {
  run: (range: StepRange) => void;
}

export interface RunPanelProps {
  handle: Ref<RunHandle>;
  sequence: Sequence;
  initial: RunView | null;
  /** of all sessions: a run can begin with the jar of one */
  checkpoints: readonly Checkpoint[];
  dirty: boolean;
  stepCount: number;
  /** saves what is unsaved; null when that failed */
  save: () => Promise<Sequence | null>;
}

/** As whom to run, what a run has to be told, Run, and the run itself. */
export function RunPanel({ handle, sequence, initial, checkpoints, dirty, stepCount, save }: RunPanelProps) {
  const runs = useRuns(initial);
  const sessions = useWorkspace((state) => state.sessions);
  const [who, setWho] = useState(FRESH);
  const [beside, setBeside] = useState(NOBODY);
  const [given, setGiven] = useState<Record<string, string>>({});
  const asked = sequence.variables.filter((variable) => variable.default === undefined);
  const running = runs.view?.status === 'running' && !runs.view.lost;
  const busy = runs.starting || running;

  async function run(range: StepRange = {}) {
    if (busy || stepCount === 0) return;
    const current = dirty ? await save() : sequence;
    if (!current) return;
    const before = continued(current, runs.view, range);
    const variables = { ...before.variables, ...answered(current, given) };
    if (beside !== NOBODY) {
      await runs.compare(current, { as: [asWhom(who), asWhom(beside)], variables, ...range });
      return;
    }
    const as = who === FRESH && before.sessionId ? { sessionId: before.sessionId } : asWhom(who);
    await runs.start(current, { ...as, variables, ...range });
  }
  useImperativeHandle(handle, () => ({ run: (range) => void run(range) }));
  useShortcut('enter', () => void run());
  return (
    <section aria-label="Run" className="flex min-w-0 flex-col gap-4">
      <h2 className="sr-only">Run</h2>
      <form
        noValidate
        autoComplete="off"
        className="flex flex-wrap items-start gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <Select
          label="Run in"
          className="w-52"
          value={who}
          options={whom(sessions, checkpoints)}
          onChange={(event) => setWho(event.target.value)}
        />
        <Select
          label="and compare with"
          className="w-44"
          value={beside}
          options={[{ value: NOBODY, label: 'nobody' }, ...whom(sessions, checkpoints)]}
          onChange={(event) => setBeside(event.target.value)}
        />
        {asked.map((variable) => (
          <Asked
            key={variable.name}
            variable={variable}
            value={given[variable.name] ?? ''}
            error={runs.faults[variable.name]}
            onChange={(value) => setGiven((old) => ({ ...old, [variable.name]: value }))}
          />
        ))}
        <Button
          type="submit"
          variant="primary"
          title="Ctrl or Cmd with Enter"
          className="mt-5.5"
          aria-disabled={busy || stepCount === 0}
          icon={<Play aria-hidden="true" className="size-4 fill-current" />}
        >
          {runWords(running, dirty, beside !== NOBODY)}
        </Button>
      </form>
      {runs.problem ? <FieldError>{runs.problem}</FieldError> : null}
      {runs.view ? (
        <StepPlayer view={runs.view} onCancel={runs.cancel} bodyHref={bodyUrl} />
      ) : (
        <p className="text-muted max-w-prose">
          {stepCount === 0
            ? 'Add a step to have something to run.'
            : 'Run sends the steps in order through one session. Each shows here as it finishes: what went over the wire, and what it changed in the jar.'}
        </p>
      )}
    </section>
  );
}

function runWords(running: boolean, dirty: boolean, asTwo: boolean): string {
  if (running) return 'Running…';
  const run = asTwo ? 'Run both' : 'Run';
  return dirty ? `Save and ${run.toLowerCase()}` : run;
}

/** As whom a sequence can run: a session, one made for it, or one that begins with the jar of a checkpoint. */
function whom(sessions: readonly Session[], checkpoints: readonly Checkpoint[]) {
  const nameOf = (id: string) => sessions.find((session) => session.id === id)?.name ?? 'a session';
  return [
    { value: FRESH, label: 'a fresh session' },
    ...sessions.map(({ id, name }) => ({ value: id, label: name })),
    ...checkpoints.map(({ id, name, sessionId }) => ({
      value: `${AT}${id}`,
      label: `${nameOf(sessionId)} at “${name}”`,
    })),
  ];
}

function asWhom(value: string): RunAs {
  if (value === FRESH) return {};
  return value.startsWith(AT) ? { checkpointId: value.slice(AT.length) } : { sessionId: value };
}

/** What the run is told: only values of variables that the sequence asks for, and only those that were typed. */
function answered(sequence: Sequence, given: Readonly<Record<string, string>>): Record<string, string> {
  const entries = sequence.variables
    .filter((variable) => variable.default === undefined)
    .map(({ name }) => [name, given[name] ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function Asked({
  variable,
  value,
  error,
  onChange,
}: {
  variable: SequenceVariable;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const label = variable.prompt?.trim() || variable.name;
  if (variable.secret)
    return <SecretField label={label} className="w-52" error={error} value={value} onChange={onChange} />;
  return (
    <TextField
      mono
      label={label}
      className="w-52"
      error={error}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
