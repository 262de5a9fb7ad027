import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { SequencePage } from '@/components/sequence/sequence-page';
import { currentMember } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { listAllCheckpoints } from '@/lib/services/checkpoints';
import { getRun, listRuns } from '@/lib/services/runs';
import { getSequence } from '@/lib/services/sequences';
import { listShares } from '@/lib/services/shares';

interface SequenceProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ run?: string | string[]; step?: string | string[] }>;
}

/** Null for what is not there, or is another workspace's. */
async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

const findSequence = cache(async (id: string) => orNull(getSequence(await currentMember(), id)));

export async function generateMetadata({ params }: SequenceProps): Promise<Metadata> {
  const { id } = await params;
  return { title: (await findSequence(id))?.name ?? 'No such sequence' };
}

/** A sequence; `?run=` names the run that its player shows, `?step=` the step that is open for editing. */
export default async function SequenceRoute({ params, searchParams }: SequenceProps) {
  const [{ id }, { run: runId, step }] = await Promise.all([params, searchParams]);
  const sequence = await findSequence(id);
  if (!sequence) notFound();
  const member = await currentMember();
  const [runs, run, shares, checkpoints] = await Promise.all([
    listRuns(member, { sequenceId: id, limit: 20 }),
    typeof runId === 'string' ? orNull(getRun(member, runId)) : null,
    listShares(member),
    listAllCheckpoints(member),
  ]);
  return (
    <SequencePage
      key={id}
      sequence={sequence}
      runs={runs.items}
      run={run}
      step={typeof step === 'string' && /^\d{1,3}$/.test(step) ? Number(step) : null}
      shares={shares.filter((share) => share.sequenceId === id)}
      checkpoints={checkpoints}
    />
  );
}
