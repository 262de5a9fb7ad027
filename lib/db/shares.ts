import 'server-only';
import { hashToken, makeShareToken } from '@/lib/crypto/tokens';
import type { Finding, Share, ShareMode } from '@/lib/model/share';
import type { Database } from './database';
import { newId } from './ids';
import { openScope, type Scope } from './scope';
import { now, toText } from './times';

interface ShareRow {
  id: string;
  sequenceId: string | null;
  name: string;
  mode: string;
  sealedFindings: Uint8Array;
  expiresAt: string | null;
  maxReplays: number | null;
  replays: number;
  revokedAt: string | null;
  createdAt: string;
}

/** A share that an open link leads to. `snapshot` is what `createShare` was given. */
export interface LiveShare {
  shareId: string;
  workspaceId: string;
  share: Share;
  snapshot: unknown;
}

const MOST_SHARES = 1_000;

const snapshotPlace = (id: string) => ({ column: 'Share.sealedSnapshot', row: id });
const findingsPlace = (id: string) => ({ column: 'Share.sealedFindings', row: id });

/** Stores a frozen copy under a new token. The token is answered this once; only its hash is stored. */
export async function createShare(
  { db, workspaceId, vault }: Scope,
  share: {
    sequenceId: string | null;
    name: string;
    mode: ShareMode;
    snapshot: unknown;
    findings: Finding[];
    expiresAt: Date | null;
    maxReplays: number | null;
  },
): Promise<{ share: Share; token: string }> {
  const { sequenceId, name, mode, snapshot, findings, maxReplays } = share;
  const id = newId();
  const token = makeShareToken();
  const createdAt = now();
  const expiresAt = share.expiresAt && toText(share.expiresAt);
  await db.sql.write([
    {
      text: `INSERT INTO "Share" ("id", "workspaceId", "sequenceId", "name", "mode", "tokenHash", "sealedSnapshot", "sealedFindings", "expiresAt", "maxReplays", "replays", "createdAt") VALUES (?, ?, (SELECT "id" FROM "Sequence" WHERE "id" = ? AND "workspaceId" = ?), ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
      args: [
        id,
        workspaceId,
        sequenceId,
        workspaceId,
        name,
        mode,
        hashToken(token),
        vault.sealJson(snapshotPlace(id), snapshot),
        vault.sealJson(findingsPlace(id), findings),
        expiresAt,
        maxReplays,
        createdAt,
      ],
    },
  ]);
  const made = {
    id,
    sequenceId,
    name,
    mode,
    createdAt,
    expiresAt,
    maxReplays,
    replays: 0,
    revokedAt: null,
    findings,
  };
  return { share: made, token };
}

/** The workspace's shares, newest first, at most 1,000; never their tokens. */
export async function listShares(scope: Scope): Promise<Share[]> {
  const rows = await scope.db.prisma.share.findMany({
    where: { workspaceId: scope.workspaceId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_SHARES,
    omit: { sealedSnapshot: true, tokenHash: true },
  });
  return rows.map((row) => toShare(scope, row));
}

/** Ends a link at once. Answers whether there was such a share; one that was revoked before stays as it is. */
export async function revokeShare({ db, workspaceId }: Scope, id: string): Promise<boolean> {
  const text =
    'UPDATE "Share" SET "revokedAt" = COALESCE("revokedAt", ?) WHERE "id" = ? AND "workspaceId" = ?';
  const [count = 0] = (await db.sql.write([{ text, args: [now(), id, workspaceId] }])) ?? [];
  return count > 0;
}

/**
 * The share behind a token; null alike when it is unknown, expired, revoked or spent. With `evenSpent` one whose
 * replays are used up is found too, for looking at a replay that was begun before.
 */
export async function findLiveShare(
  db: Database,
  token: string,
  { evenSpent = false } = {},
): Promise<LiveShare | null> {
  const row = await db.prisma.share.findUnique({ where: { tokenHash: hashToken(token) } });
  if (row === null || hasEnded(row) || (!evenSpent && isSpent(row))) return null;
  const scope = await openScope(db, row.workspaceId);
  if (scope === null) return null;
  const snapshot = scope.vault.openJson(snapshotPlace(row.id), row.sealedSnapshot, (data) => data);
  return { shareId: row.id, workspaceId: row.workspaceId, share: toShare(scope, row), snapshot };
}

const hasEnded = ({ revokedAt, expiresAt }: ShareRow) =>
  revokedAt !== null || (expiresAt !== null && expiresAt <= now());
const isSpent = ({ maxReplays, replays }: ShareRow) => maxReplays !== null && replays >= maxReplays;

/** Takes one replay from the share's number; false when there is none left or the share has ended. Exact under races. */
export async function countReplay({ sql }: Database, shareId: string): Promise<boolean> {
  const text = `UPDATE "Share" SET "replays" = "replays" + 1 WHERE "id" = ? AND "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > ?) AND ("maxReplays" IS NULL OR "replays" < "maxReplays")`;
  return (await sql.write([{ text, args: [shareId, now()], needsRow: true }])) !== null;
}

export async function createReplay(
  { prisma }: Database,
  {
    shareId,
    runId,
    workspaceId,
    expiresAt,
  }: { shareId: string; runId: string; workspaceId: string; expiresAt: Date },
): Promise<void> {
  await prisma.replay.create({
    data: { shareId, runId, workspaceId, expiresAt: toText(expiresAt), createdAt: now() },
  });
}

/** The workspace of a replay, for whoever holds both the link and the replay's id. */
export async function findReplay(
  { prisma }: Database,
  shareId: string,
  runId: string,
): Promise<{ workspaceId: string } | null> {
  return prisma.replay.findFirst({
    where: { shareId, runId, expiresAt: { gt: now() } },
    select: { workspaceId: true },
  });
}

function toShare({ vault }: Scope, row: ShareRow): Share {
  const { id, sequenceId, name, createdAt, expiresAt, maxReplays, replays, revokedAt } = row;
  // Of our own making and authenticated; its version was checked when it was opened.
  const findings = vault.openJson(findingsPlace(id), row.sealedFindings, (data) => data as Finding[]);
  return {
    id,
    sequenceId,
    name,
    mode: row.mode as ShareMode,
    createdAt,
    expiresAt,
    maxReplays,
    replays,
    revokedAt,
    findings,
  };
}
