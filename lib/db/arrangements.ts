import 'server-only';
import { z } from 'zod';
import { Arrangement } from '@/lib/model/arrangement';
import type { Scope } from './scope';

const Stored = z.object({ version: z.literal(1), arrangement: Arrangement });

/** How a workspace's things are ordered; null: nobody has ordered them. */
export async function findArrangement({ db, workspaceId }: Scope): Promise<Arrangement | null> {
  const row = await db.prisma.workspace.findUnique({
    where: { id: workspaceId },
    select: { arrangement: true },
  });
  return row?.arrangement ? Stored.parse(JSON.parse(row.arrangement)).arrangement : null;
}

export async function putArrangement({ db, workspaceId }: Scope, arrangement: Arrangement): Promise<void> {
  const stored: z.infer<typeof Stored> = { version: 1, arrangement };
  await db.prisma.workspace.update({
    where: { id: workspaceId },
    data: { arrangement: JSON.stringify(stored) },
  });
}
