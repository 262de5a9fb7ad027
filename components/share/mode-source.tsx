'use client';
import { RUN_WORDS } from '@/components/run/run-words';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Select } from '@/components/ui/select';
import type { RunSummary } from '@/lib/model/run';
import type { ShareChoices } from './share-choices';

/** The run that is looked at, and the session that replays begin with or go through. */
export function ModeSource({
  choices,
  runs,
  onChange,
}: {
  choices: ShareChoices;
  runs: readonly RunSummary[];
  onChange: (change: Partial<ShareChoices>) => void;
}) {
  const sessions = useWorkspace((state) => state.sessions);
  const { mode, sessionId, runId } = choices;
  const names = sessions.map(({ id, name }) => ({ value: id, label: name }));
  const ended = runs.filter(({ status }) => status !== 'running').map(runOption);
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
      {mode === 'live' ? null : (
        <Select
          label={mode === 'recording' ? 'The run' : 'Show a run beside it'}
          className="min-w-56 flex-1"
          value={runId}
          options={
            mode === 'recording' && ended.length > 0
              ? ended
              : [{ value: '', label: noRun(mode, ended) }, ...ended]
          }
          onChange={(event) => onChange({ runId: event.target.value })}
        />
      )}
      {mode === 'recording' ? null : (
        <Select
          label={mode === 'live' ? 'The shared session' : 'Headers and settings of'}
          className="min-w-56 flex-1"
          value={sessionId}
          options={
            mode === 'live' && names.length > 0 ? names : [{ value: '', label: 'a new session' }, ...names]
          }
          onChange={(event) => onChange({ sessionId: event.target.value })}
        />
      )}
    </div>
  );
}

function noRun(mode: ShareChoices['mode'], ended: readonly unknown[]): string {
  return mode === 'recording' && ended.length === 0 ? 'there is none yet' : 'none';
}

function runOption({ id, status, startedAt }: RunSummary): { value: string; label: string } {
  const time = new Date(startedAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
  return { value: id, label: `${time}, ${RUN_WORDS[status]}` };
}
