import 'server-only';
import { MaskSettings } from '@/lib/model/mask';
import type { Scope } from './scope';

/** Where its sealed part lies. */
export const masksPlace = (sequenceId: string) => ({ column: 'Sequence.sealedMasks', row: sequenceId });

/** What a sequence says of masks; null when it says nothing, or is not there. @throws AppError `secret_unreadable` */
export async function findMasks(
  { db, workspaceId, vault }: Scope,
  sequenceId: string,
): Promise<MaskSettings | null> {
  const where = { id: sequenceId, workspaceId };
  const row = await db.prisma.sequence.findFirst({ where, select: { sealedMasks: true } });
  if (!row?.sealedMasks) return null;
  return vault.openJson(masksPlace(sequenceId), row.sealedMasks, (data) => MaskSettings.parse(data));
}

/** Answers whether there was such a sequence. */
export async function putMasks(
  { db, workspaceId, vault }: Scope,
  sequenceId: string,
  masks: MaskSettings,
): Promise<boolean> {
  const { count } = await db.prisma.sequence.updateMany({
    where: { id: sequenceId, workspaceId },
    data: { sealedMasks: Uint8Array.from(vault.sealJson(masksPlace(sequenceId), masks)) },
  });
  return count > 0;
}
