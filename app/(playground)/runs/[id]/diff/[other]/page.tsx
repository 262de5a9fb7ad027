import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RunComparison } from '@/components/run/run-comparison';
import { RunDiffPage } from '@/components/run/run-diff-page';
import { currentMember } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { readComparison } from '@/lib/services/comparisons';

export const metadata: Metadata = { title: 'Did it change?' };

/** Two runs compared; while either is under way, both as they go. */
export default async function DiffRoute({ params }: { params: Promise<{ id: string; other: string }> }) {
  const { id, other } = await params;
  const member = await currentMember();
  const found = await readComparison(member, id, other).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  });
  if (!found) notFound();
  const { sequence, runs } = found;
  if (found.diff) return <RunDiffPage diff={found.diff} sequence={sequence} runs={runs} />;
  return <RunComparison a={found.a} b={found.b} sequence={sequence} />;
}
