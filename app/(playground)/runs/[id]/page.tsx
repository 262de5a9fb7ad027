import { notFound, redirect } from 'next/navigation';
import { StoredRun } from '@/components/run/stored-run';
import { currentMember } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import type { Run } from '@/lib/model/run';
import { getRun } from '@/lib/services/runs';
import { getSequence } from '@/lib/services/sequences';

/** A run by its id alone: shown with its sequence where that still is, else by itself. */
export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const member = await currentMember();
  let run: Run;
  let sequenceId: string | null = null;
  try {
    run = await getRun(member, id);
    if (run.sequenceId !== null)
      sequenceId = await getSequence(member, run.sequenceId).then(
        (found) => found.id,
        () => null,
      );
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
  if (sequenceId !== null) redirect(`/sequences/${sequenceId}?run=${id}`);
  return <StoredRun run={run} />;
}
