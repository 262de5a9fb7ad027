'use client';
import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { Refusal, settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { chooseWorkspace } from '@/lib/actions/workspaces';
import type { ImportedWorkspace } from '@/lib/model/workspace-file';
import { openAfresh } from './open-afresh';
import { useForm } from './use-form';

/** Makes a workspace of a file that Playjar exported, and opens it. */
export function ImportWorkspace() {
  const input = useRef<HTMLInputElement>(null);
  const form = useForm(async () => {
    const file = input.current?.files?.[0];
    if (!file) return;
    try {
      const { workspaceId } = await sent(file);
      await settle(chooseWorkspace(workspaceId));
      await openAfresh();
    } finally {
      // The same file can be chosen again after it was mended.
      if (input.current) input.current.value = '';
    }
  });
  return (
    <form onSubmit={form.onSubmit} className="flex flex-wrap items-center gap-3">
      <Button
        icon={<Upload aria-hidden="true" className="size-4" />}
        disabled={form.busy}
        onClick={() => input.current?.click()}
      >
        {form.busy ? 'Importing…' : 'Import a workspace…'}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="File of an exported workspace"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      />
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
    </form>
  );
}

/** @throws Refusal with the server's reason */
async function sent(file: File): Promise<ImportedWorkspace> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/live/workspace/import', { method: 'POST', headers, body: file }).catch(
    () => null,
  );
  if (!answer) throw new Refusal('Playjar did not answer. Check that it is running, then try again.');
  if (answer.ok) return (await answer.json()) as ImportedWorkspace;
  const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
  throw new Refusal(problem?.detail ?? `The file was not taken (${String(answer.status)}). Try again.`);
}
