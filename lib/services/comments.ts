import 'server-only';
import * as store from '@/lib/db/comments';
import { findExchange } from '@/lib/db/exchanges';
import { listCookies } from '@/lib/db/jar';
import type { Scope } from '@/lib/db/scope';
import { findSequence } from '@/lib/db/sequences';
import { findSession } from '@/lib/db/sessions';
import { AppError, notFound } from '@/lib/errors';
import {
  CommentChange,
  CommentInput,
  CommentsOf,
  subjectOf,
  type Comment,
  type CommentPin,
  type PlacedComment,
} from '@/lib/model/comment';
import { nameInSetCookie } from '@/lib/model/cookie';
import type { ExchangeRecord, Ledger } from '@/lib/model/exchange';
import type { Page } from '@/lib/model/page';
import { tell } from './changes';
import { placesOf } from './comment-places';
import { isAtLeast, mayEdit, senderOf, type Member } from './member';
import { shownComments } from './viewer';

/** More on one thing nobody reads. */
const MOST_ON_ONE = 200;

/** Comments of one thing, or of the whole workspace, newest first; `open`: those alone that were not dealt with. */
export interface CommentListing extends CommentsOf {
  open?: boolean | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** @throws AppError `invalid_request` */
export async function listComments(member: Member, listing: CommentListing = {}): Promise<Page<Comment>> {
  const page = await readPage(member, listing);
  return { ...page, items: page.items.map((one) => toComment(member, one)) };
}

/** The same, each with what it is pinned to in words and the page that shows it. @throws AppError `invalid_request` */
export async function listPlacedComments(
  member: Member,
  listing: CommentListing = {},
): Promise<Page<PlacedComment>> {
  const page = await readPage(member, listing);
  const placeOf = placesOf(member);
  const items: PlacedComment[] = [];
  for (const one of page.items) items.push({ ...toComment(member, one), ...(await placeOf(one.pin)) });
  return { ...page, items };
}

async function readPage(
  member: Member,
  { open = false, cursor, limit = 100, ...given }: CommentListing,
): Promise<Page<store.StoredComment>> {
  const of = CommentsOf.parse(given);
  const page = await store.listComments(member.scope, { of, open, cursor, limit });
  return { ...page, items: await shownComments(member, page.items) };
}

/**
 * Pins a comment to a step, a hop or a cookie. Whoever reaches that reads it.
 * @throws AppError `not_found` for a thing that is not there; `invalid_request` for a place that it does not have
 */
export async function addComment(member: Member, input: CommentInput): Promise<Comment> {
  mayEdit(member);
  const { pin, text } = CommentInput.parse(input);
  const { scope, userId } = member;
  const sessionId = await sessionOf(member, pin);
  if ((await store.countComments(scope, ofPin(pin))) >= MOST_ON_ONE)
    throw new AppError(
      'invalid_request',
      `There are ${MOST_ON_ONE} comments here, which is the most. Delete some that are done.`,
    );
  const stored = await store.createComment(scope, { pin, text, sessionId, userId, by: senderOf(member) });
  await tellOf(member, stored);
  return toComment(member, stored);
}

/**
 * Changes the text of one's own comment, or says whether it is dealt with.
 * @throws AppError `not_found`; `forbidden` for another's text
 */
export async function changeComment(member: Member, id: string, change: CommentChange): Promise<Comment> {
  mayEdit(member);
  const { text, done } = CommentChange.parse(change);
  const stored = await getStored(member, id);
  if (text !== undefined && !isMine(member, stored))
    throw new AppError(
      'forbidden',
      'Only whoever wrote a comment can change its text. Write one of your own.',
    );
  const by = senderOf(member);
  const patch: store.CommentPatch =
    text === undefined
      ? { done: done ? { at: new Date().toISOString(), by } : { at: null, by: null } }
      : { text };
  const changed = await store.updateComment(member.scope, id, patch);
  if (!changed) throw notFound('comment');
  await tellOf(member, changed);
  return toComment(member, changed);
}

/** Deletes one's own comment, or as an admin anyone's. @throws AppError `not_found`, `forbidden` */
export async function deleteComment(member: Member, id: string): Promise<void> {
  mayEdit(member);
  const stored = await getStored(member, id);
  if (!isMine(member, stored) && !isAtLeast(member.role, 'admin'))
    throw new AppError('forbidden', 'Only whoever wrote a comment, the owner and admins can delete it.');
  if (!(await store.deleteComment(member.scope, id))) throw notFound('comment');
  await tellOf(member, stored);
}

async function getStored(member: Member, id: string): Promise<store.StoredComment> {
  const stored = await store.findComment(member.scope, id);
  if (!stored) throw notFound('comment');
  return stored;
}

/** A guest has no account and is alone: what is in their workspace is theirs. */
function isMine({ userId }: Member, comment: store.StoredComment): boolean {
  return comment.userId === userId;
}

function toComment(member: Member, stored: store.StoredComment): Comment {
  const { userId: _userId, sessionId: _sessionId, ...comment } = stored;
  return { ...comment, isMine: isMine(member, stored) };
}

async function tellOf(member: Member, { pin, sessionId }: store.StoredComment): Promise<void> {
  await tell(member, 'comment', { subjectId: subjectOf(pin), sessionId });
}

function ofPin(pin: CommentPin): CommentsOf {
  if (pin.on === 'step') return { sequenceId: pin.sequenceId };
  return pin.on === 'jar' ? { sessionId: pin.sessionId } : { exchangeId: pin.exchangeId };
}

/** Makes sure that the place is there. Answers the session that one must reach to read what is pinned to it. */
async function sessionOf({ scope }: Member, pin: CommentPin): Promise<string | null> {
  if (pin.on === 'step') {
    await refuseUnlessStep(scope, pin);
    return null;
  }
  if (pin.on === 'jar') {
    await refuseUnlessHeld(scope, pin);
    return pin.sessionId;
  }
  const found = await findExchange(scope, pin.exchangeId);
  if (!found) throw notFound('exchange');
  const ledger = ledgersOf(found.exchange)[pin.hop - 1];
  if (!ledger) throw nowhere('hop', 'The request has no such hop.');
  if (pin.on === 'cookie' && !namesOf(ledger).has(pin.name))
    throw nowhere('name', 'No such cookie was in question on this hop.');
  return found.exchange.sessionId;
}

type PinOn<On extends CommentPin['on']> = Extract<CommentPin, { on: On }>;

async function refuseUnlessStep(scope: Scope, { sequenceId, stepId }: PinOn<'step'>): Promise<void> {
  const sequence = await findSequence(scope, sequenceId);
  if (!sequence) throw notFound('sequence');
  if (!sequence.steps.some(({ id }) => id === stepId))
    throw nowhere('stepId', 'The sequence has no such step.');
}

async function refuseUnlessHeld(scope: Scope, { sessionId, ...pin }: PinOn<'jar'>): Promise<void> {
  if (!(await findSession(scope, sessionId))) throw notFound('session');
  const isThere = (await listCookies(scope, sessionId)).some(
    ({ name, domain, path }) => name === pin.name && domain === pin.domain && path === pin.path,
  );
  if (!isThere) throw nowhere('name', 'The jar has no such cookie by now.');
}

const ledgersOf = ({ history, cookies }: ExchangeRecord): Ledger[] => [
  ...history.map((hop) => hop.cookies),
  cookies,
];

function namesOf({ sent, withheld, stored, removed, rejected }: Ledger): Set<string> {
  return new Set([
    ...[...sent, ...withheld, ...stored, ...removed].map(({ name }) => name),
    ...rejected.map(({ setCookie }) => nameInSetCookie(setCookie)),
  ]);
}

function nowhere(path: string, message: string): AppError {
  return new AppError('invalid_request', message, { errors: [{ path: `pin.${path}`, message }] });
}
