import 'server-only';
import { hashToken, makeShareToken } from '@/lib/crypto/tokens';
import type { Finding, Share, ShareMode } from '@/lib/model/share';
import type { Database } from './database';
import { newId } from './ids';
import { openScope, type Scope } from './scope';
import type { Statement } from './sql';
import { now, toText } from './times';

interface ShareRow {
  id: string;
  sequenceId: string | null;
  name: string;
  mode: string;
  sequenceVersion: number;
  passwordHash: string | null;
  expiresAt: string | null;
  maxReplays: number | null;
  replays: number;
  lastReplayAt: string | null;
  revokedAt: string | null;
  createdAt: string;
}

export interface NewShare {
  sequenceId: string | null;
  /** of the sequence when it was frozen */
  version?: number;
  name: string;
  mode: ShareMode;
  snapshot: unknown;
  findings: Finding[];
  passwordHash?: string | null;
  expiresAt: Date | null;
  maxReplays: number | null;
}

/** A link that opens, before anything of what it shows was read. */
export interface LiveLink {
  shareId: string;
  workspaceId: string;
  mode: ShareMode;
  passwordHash: string | null;
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

const INSERT = `INSERT INTO "Share" ("id", "workspaceId", "sequenceId", "name", "mode", "tokenHash", "sequenceVersion", "passwordHash", "expiresAt", "maxReplays", "replays", "createdAt") VALUES (?, ?, (SELECT "id" FROM "Sequence" WHERE "id" = ? AND "workspaceId" = ?), ?, ?, ?, ?, ?, ?, ?, 0, ?)`;
const INSERT_COPY =
  'INSERT INTO "ShareCopy" ("shareId", "sealedSnapshot", "sealedFindings", "createdAt") VALUES (?, ?, ?, ?)';

/** Stores a frozen copy under a new token. The token is answered this once; only its hash is stored. */
export async function createShare(
  scope: Scope,
  share: NewShare,
  also: (id: string) => Statement[] = () => [],
): Promise<{ share: Share; token: string }> {
  const { db, workspaceId, vault } = scope;
  const { sequenceId, name, mode, version = 1, findings, maxReplays, passwordHash = null } = share;
  const id = newId();
  const token = makeShareToken();
  const createdAt = now();
  const expiresAt = share.expiresAt && toText(share.expiresAt);
  const sealedSnapshot = vault.sealJson(snapshotPlace(id), share.snapshot);
  const sealedFindings = vault.sealJson(findingsPlace(id), findings);
  const named = [id, workspaceId, sequenceId, workspaceId, name, mode, hashToken(token)];
  await db.sql.write([
    { text: INSERT, args: [...named, version, passwordHash, expiresAt, maxReplays, createdAt] },
    { text: INSERT_COPY, args: [id, sealedSnapshot, sealedFindings, createdAt] },
    ...also(id),
  ]);
  const row = { id, sequenceId, name, mode, sequenceVersion: version, passwordHash, expiresAt, maxReplays };
  const made = toShare({ ...row, replays: 0, lastReplayAt: null, revokedAt: null, createdAt }, findings);
  return { share: made, token };
}

/** The workspace's shares, newest first, at most 1,000; never their tokens. */
export async function listShares(scope: Scope): Promise<Share[]> {
  const rows = await scope.db.prisma.share.findMany({
    where: { workspaceId: scope.workspaceId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_SHARES,
    omit: { tokenHash: true },
    include: { copy: { select: { sealedFindings: true } } },
  });
  return rows.map(({ copy, ...row }) => toShare(row, openFindings(scope, row.id, copy?.sealedFindings)));
}

/** Ends a link at once. Answers whether there was such a share; one that was revoked before stays as it is. */
export async function revokeShare(
  { db, workspaceId }: Scope,
  id: string,
  also: readonly Statement[] = [],
): Promise<boolean> {
  const text =
    'UPDATE "Share" SET "revokedAt" = COALESCE("revokedAt", ?) WHERE "id" = ? AND "workspaceId" = ?';
  const revoke: Statement = { text, args: [now(), id, workspaceId], needsRow: true };
  return (await db.sql.write([revoke, ...also])) !== null;
}

/** A share's name, as a query within another. */
export function nameOfShare(id: string): Pick<Statement, 'text' | 'args'> {
  return { text: 'SELECT "name" FROM "Share" WHERE "id" = ?', args: [id] };
}

const STILL_OPEN = '"revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > ?)';
const NOT_SPENT = '("maxReplays" IS NULL OR "replays" < "maxReplays")';
const FIND = `SELECT "id" AS "shareId", "workspaceId", "mode", "passwordHash" FROM "Share" WHERE "tokenHash" = ? AND ${STILL_OPEN}`;

/**
 * The link behind a token; null alike when it is unknown, expired, revoked or spent: one query in every case, which
 * reads one short row at most, so that the time says nothing. With `evenSpent` one whose replays are used up is found
 * too, for looking at a replay that was begun before.
 */
export async function findLiveLink(
  { sql }: Database,
  token: string,
  { evenSpent = false } = {},
): Promise<LiveLink | null> {
  const text = evenSpent ? FIND : `${FIND} AND ${NOT_SPENT}`;
  const [row] = await sql.all<LiveLink>(text, [hashToken(token), now()]);
  return row ?? null;
}

/** What a link shows; to be read when whoever asks may see it. Null when it is gone meanwhile. */
export async function readShare(db: Database, link: LiveLink): Promise<LiveShare | null> {
  const { shareId, workspaceId } = link;
  const scope = await openScope(db, workspaceId);
  const row = await db.prisma.share.findFirst({
    where: { id: shareId, workspaceId },
    omit: { tokenHash: true },
    include: { copy: true },
  });
  if (scope === null || row?.copy == null) return null;
  const { copy, ...share } = row;
  const snapshot = scope.vault.openJson(snapshotPlace(shareId), copy.sealedSnapshot, (data) => data);
  const findings = openFindings(scope, shareId, copy.sealedFindings);
  return { shareId, workspaceId, share: toShare(share, findings), snapshot };
}

/** Link and what it shows in one; for those who ask for no password. */
export async function findLiveShare(
  db: Database,
  token: string,
  options: { evenSpent?: boolean } = {},
): Promise<LiveShare | null> {
  const link = await findLiveLink(db, token, options);
  return link && readShare(db, link);
}

/** Takes one replay from the share's number; false when there is none left or the share has ended. Exact under races. */
export async function countReplay(
  { sql }: Database,
  shareId: string,
  also: readonly Statement[] = [],
): Promise<boolean> {
  const text = `UPDATE "Share" SET "replays" = "replays" + 1, "lastReplayAt" = ? WHERE "id" = ? AND ${STILL_OPEN} AND ${NOT_SPENT}`;
  const time = now();
  return (await sql.write([{ text, args: [time, shareId, time], needsRow: true }, ...also])) !== null;
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

/** Older ones named one place each. */
type Stored = Omit<Finding, 'places'> & Partial<Pick<Finding, 'places'>>;

function openFindings({ vault }: Scope, id: string, sealed: Uint8Array | undefined): Finding[] {
  if (sealed === undefined) return [];
  // Of our own making and authenticated; its version was checked when it was opened.
  const findings = vault.openJson(findingsPlace(id), sealed, (data) => data as Stored[]);
  return findings.map((finding) => ({ ...finding, places: finding.places ?? [finding.where] }));
}

function toShare(row: ShareRow, findings: Finding[]): Share {
  const { mode, sequenceVersion, passwordHash, ...rest } = row;
  const { id, sequenceId, name, createdAt, expiresAt, maxReplays, replays, lastReplayAt, revokedAt } = rest;
  return {
    id,
    sequenceId,
    name,
    mode: mode as ShareMode,
    version: sequenceVersion,
    hasPassword: passwordHash !== null,
    createdAt,
    expiresAt,
    maxReplays,
    replays,
    lastReplayAt,
    revokedAt,
    findings,
  };
}
