'use client';
import { CopyPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { copyShared } from '@/lib/actions/shares';

/** Takes the steps into the visitor's own workspace, which is made when there is none, and opens them there. */
export function CopyToWorkspace({ token, pass }: { token: string; pass: string | null }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function copy() {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const outcome = await copyShared(token, pass).catch(() => null);
    if (outcome?.ok) {
      router.push(`/sequences/${encodeURIComponent(outcome.value.sequenceId)}`);
      return;
    }
    setBusy(false);
    setProblem(
      outcome ? outcome.error.message : 'Playjar did not answer. Check that you are online, then try again.',
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3 max-sm:w-full">
      <Button
        size="lg"
        aria-disabled={busy}
        icon={<CopyPlus aria-hidden="true" className="size-4" />}
        onClick={() => void copy()}
        className="max-sm:w-full"
      >
        {busy ? 'Copying…' : 'Copy to my workspace'}
      </Button>
      {problem ? <FieldError>{problem}</FieldError> : null}
    </div>
  );
}
