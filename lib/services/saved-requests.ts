import 'server-only';
import * as store from '@/lib/db/saved-requests';
import { notFound } from '@/lib/errors';
import type { Basis, Saved } from '@/lib/model/edit';
import { SavedRequestInput, type SavedRequest } from '@/lib/model/saved-request';
import { tell } from './changes';
import { reconcile } from './edits';
import { mayEdit, senderOf, type Member } from './member';
import { shownRequests } from './viewer';

/** Keeps a request under a name, to be opened and sent again. */
export async function saveRequest(member: Member, input: SavedRequestInput): Promise<Saved<SavedRequest>> {
  mayEdit(member);
  const parsed = SavedRequestInput.parse(input);
  const saved = await store.createSavedRequest(member.scope, parsed, senderOf(member));
  await tell(member, 'request', { subjectId: saved.id });
  return { ...saved, cameIn: [] };
}

/** The workspace's saved requests, newest first. */
export async function listSavedRequests(member: Member, limit = 100): Promise<SavedRequest[]> {
  const { items } = await store.listSavedRequests(member.scope, { limit });
  return shownRequests(member, items);
}

/**
 * Replaces name and request of a saved one; with a basis, what others saved since then is kept beside it.
 * @throws AppError `not_found`; `conflict` where both changed the same
 */
export async function replaceSavedRequest(
  member: Member,
  id: string,
  input: SavedRequestInput,
  basis?: Basis<SavedRequestInput>,
): Promise<Saved<SavedRequest>> {
  mayEdit(member);
  const { scope } = member;
  const stored = await store.findSavedRequest(scope, id);
  if (!stored) throw notFound('saved request');
  const { name, spec, extract, assert, version } = stored;
  const edit = { thing: stored, version, input: { name, spec, extract, assert } };
  const mine = SavedRequestInput.parse(input);
  const from = basis && { ...basis, input: basis.input && SavedRequestInput.parse(basis.input) };
  const merged = await reconcile('request', from, edit, mine, () => store.whoSavedRequest(scope, id));
  const whole = SavedRequestInput.parse(merged.input);
  const how = { ifVersion: version, changedBy: senderOf(member) };
  const saved = await store.updateSavedRequest(scope, id, whole, how);
  if (saved === 'stale') return replaceSavedRequest(member, id, input, basis);
  if (!saved) throw notFound('saved request');
  await tell(member, 'request', { subjectId: id });
  return { ...saved, cameIn: merged.cameIn };
}

/** @throws AppError `not_found` */
export async function deleteSavedRequest(member: Member, id: string): Promise<void> {
  mayEdit(member);
  if (!(await store.deleteSavedRequest(member.scope, id))) throw notFound('saved request');
  await tell(member, 'request', { subjectId: id });
}
