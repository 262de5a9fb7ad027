import 'server-only';
import { CommentPin, type Comment, type CommentsOf } from '@/lib/model/comment';
import type { Page } from '@/lib/model/page';
import { type Listing, madeBefore, readListing, toPage } from './cursor';
import { newId } from './ids';
import { reachableTo, type Scope } from './scope';
import { now } from './times';

/** A comment as it is stored, with the account that wrote it. */
export interface StoredComment extends Omit<Comment, 'isMine'> {
  userId: string | null;
  sessionId: string | null;
}

interface Row {
  id: string;
  pin: string;
  sealed: Uint8Array;
  sessionId: string | null;
  userId: string | null;
  writtenBy: string | null;
  createdAt: string;
  editedAt: string | null;
  doneAt: string | null;
  doneBy: string | null;
}

/** Where its sealed part lies. */
export const commentPlace = (id: string) => ({ column: 'Comment.sealed', row: id });

/** The thing that a pin is in, as the columns say it; the session of a hop is its exchange's. */
export function columnsOfPin(pin: CommentPin) {
  return {
    sequenceId: pin.on === 'step' ? pin.sequenceId : null,
    exchangeId: pin.on === 'hop' || pin.on === 'cookie' ? pin.exchangeId : null,
    sessionId: pin.on === 'jar' ? pin.sessionId : null,
  };
}

/** Those of the workspace that the reader may see: of another's private session none. */
function within(scope: Scope, of: CommentsOf = {}) {
  const { workspaceId } = scope;
  const { sequenceId, exchangeId, sessionId } = of;
  return {
    workspaceId,
    ...(sequenceId !== undefined && { sequenceId }),
    ...(exchangeId !== undefined && { exchangeId }),
    // The comments of a jar, and not those of what was sent through its session.
    ...(sessionId !== undefined && { sessionId, exchangeId: null }),
    AND: [{ OR: [{ sessionId: null }, reachableTo(scope)] }],
  };
}

export interface NewComment {
  pin: CommentPin;
  text: string;
  /** whoever reaches it reads the comment; null: everyone */
  sessionId: string | null;
  userId: string | null;
  by: string | null;
}

export async function createComment(scope: Scope, given: NewComment): Promise<StoredComment> {
  const { db, workspaceId, vault } = scope;
  const { pin, text, sessionId, userId, by } = given;
  const id = newId();
  const row = {
    id,
    pin: JSON.stringify(pin),
    sealed: vault.sealJson(commentPlace(id), text),
    createdAt: now(),
  };
  const where = { ...columnsOfPin(pin), sessionId };
  await db.prisma.comment.create({ data: { ...row, ...where, workspaceId, userId, writtenBy: by } });
  return toComment(scope, {
    ...row,
    sessionId,
    userId,
    writtenBy: by,
    editedAt: null,
    doneAt: null,
    doneBy: null,
  });
}

/** Newest first; `open`: those alone that were not dealt with. @throws AppError `invalid_request` for a foreign cursor */
export async function listComments(
  scope: Scope,
  { of, open = false, ...listing }: Listing & { of?: CommentsOf; open?: boolean },
): Promise<Page<StoredComment>> {
  const { take, after } = readListing(listing);
  const { AND, ...where } = within(scope, of);
  const rows = await scope.db.prisma.comment.findMany({
    where: {
      ...where,
      ...(open && { doneAt: null }),
      AND: [...AND, madeBefore(after)],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: take + 1,
  });
  return toPage(
    rows,
    take,
    (row) => ({ time: row.createdAt, id: row.id }),
    (row) => toComment(scope, row),
  );
}

export async function countComments(scope: Scope, of: CommentsOf): Promise<number> {
  return scope.db.prisma.comment.count({ where: within(scope, of) });
}

/** @throws AppError `secret_unreadable` */
export async function findComment(scope: Scope, id: string): Promise<StoredComment | null> {
  const row = await scope.db.prisma.comment.findFirst({ where: { ...within(scope), id } });
  return row && toComment(scope, row);
}

export interface CommentPatch {
  text?: string;
  done?: { at: string | null; by: string | null };
}

/** Null: there is no such comment. */
export async function updateComment(
  scope: Scope,
  id: string,
  { text, done }: CommentPatch,
): Promise<StoredComment | null> {
  const { db, vault } = scope;
  await db.prisma.comment.updateMany({
    where: { ...within(scope), id },
    data: {
      ...(text !== undefined && { sealed: vault.sealJson(commentPlace(id), text), editedAt: now() }),
      ...(done && { doneAt: done.at, doneBy: done.by }),
    },
  });
  return findComment(scope, id);
}

/** Answers whether there was one. */
export async function deleteComment(scope: Scope, id: string): Promise<boolean> {
  const { count } = await scope.db.prisma.comment.deleteMany({ where: { ...within(scope), id } });
  return count > 0;
}

function toComment({ vault }: Scope, { pin, sealed, writtenBy, ...row }: Row): StoredComment {
  const { id, sessionId, userId, createdAt, editedAt, doneAt, doneBy } = row;
  return {
    id,
    pin: CommentPin.parse(JSON.parse(pin)),
    text: vault.openJson(commentPlace(id), sealed, String),
    by: writtenBy,
    userId,
    sessionId,
    createdAt,
    editedAt,
    doneAt,
    doneBy,
  };
}
