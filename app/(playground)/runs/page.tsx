import type { Metadata } from 'next';
import { AllRuns } from '@/components/sequence/all-runs';
import { currentMember } from '@/lib/auth';
import { listRuns } from '@/lib/services/runs';
import { listSequences } from '@/lib/services/sequences';

export const metadata: Metadata = { title: 'Runs' };

interface RunsProps {
  searchParams: Promise<{ sequence?: string | string[]; cursor?: string | string[] }>;
}

/** The runs of the workspace; `?sequence=` those of one sequence, `?cursor=` an older page. */
export default async function RunsRoute({ searchParams }: RunsProps) {
  const asked = await searchParams;
  const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);
  const member = await currentMember();
  const { items } = await listSequences(member, { limit: 200 });
  const only = items.find(({ id }) => id === text(asked.sequence)) ?? null;
  const page = await listRuns(member, { sequenceId: only?.id, cursor: text(asked.cursor), limit: 50 });
  const names = Object.fromEntries(items.map(({ id, name }) => [id, name]));
  return <AllRuns page={page} names={names} only={only && { id: only.id, name: only.name }} />;
}
