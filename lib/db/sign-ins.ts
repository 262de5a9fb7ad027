import 'server-only';
import { hashToken } from '@/lib/crypto/tokens';
import { SignIn } from '@/lib/model/oauth';
import type { Database } from './database';
import type { Scope } from './scope';
import { now, toText } from './times';

const place = (id: string) => ({ column: 'OAuthSignIn.sealed', row: id });

/** Writes a sign-in down by its state, which is a secret: only its hash is stored. */
export async function createSignIn(
  { db, workspaceId, vault }: Scope,
  {
    state,
    sessionId,
    expiresAt,
    signIn,
  }: { state: string; sessionId: string; expiresAt: Date; signIn: SignIn },
): Promise<void> {
  const id = hashToken(state);
  await db.prisma.oAuthSignIn.create({
    data: {
      id,
      workspaceId,
      sessionId,
      sealed: vault.sealJson(place(id), signIn),
      expiresAt: toText(expiresAt),
      createdAt: now(),
    },
  });
}

/**
 * Takes a sign-in out, so that nobody else can: null when there is none of that state here, or its time is over.
 * `sessionId` narrows it to one session's.
 */
export async function takeSignIn(
  { db, workspaceId, vault }: Scope,
  state: string,
  sessionId?: string,
): Promise<{ sessionId: string; signIn: SignIn } | null> {
  const id = hashToken(state);
  const where = { id, workspaceId, expiresAt: { gt: now() }, ...(sessionId !== undefined && { sessionId }) };
  const row = await db.prisma.oAuthSignIn.findFirst({ where });
  if (row === null) return null;
  const { count } = await db.prisma.oAuthSignIn.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return null;
  const signIn = vault.openJson(place(id), row.sealed, (data) => SignIn.parse(data));
  return { sessionId: row.sessionId, signIn };
}

/** Throws away sign-ins that nobody came back from. */
export async function deleteExpiredSignIns(db: Database, time: Date): Promise<void> {
  await db.sql.write([{ text: 'DELETE FROM "OAuthSignIn" WHERE "expiresAt" <= ?', args: [toText(time)] }]);
}
