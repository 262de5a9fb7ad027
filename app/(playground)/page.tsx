import { Playground } from '@/components/request/playground';

interface PageProps {
  searchParams: Promise<{ exchange?: string | string[] }>;
}

/** The playground. `?exchange=` opens one past send. */
export default async function PlaygroundPage({ searchParams }: PageProps) {
  const { exchange } = await searchParams;
  return <Playground linked={typeof exchange === 'string' ? exchange : null} />;
}
