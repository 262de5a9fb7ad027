import 'server-only';
import * as store from '@/lib/db/saved-requests';
import { notFound } from '@/lib/errors';
import { SavedRequestInput, type SavedRequest } from '@/lib/model/saved-request';
import { mayEdit, type Member } from './member';
import { shownRequests } from './viewer';

/** Keeps a request under a name, to be opened and sent again. */
export function saveRequest(member: Member, input: SavedRequestInput): Promise<SavedRequest> {
  mayEdit(member);
  return store.createSavedRequest(member.scope, SavedRequestInput.parse(input));
}

/** The workspace's saved requests, newest first. */
export async function listSavedRequests(member: Member, limit = 100): Promise<SavedRequest[]> {
  const { items } = await store.listSavedRequests(member.scope, { limit });
  return shownRequests(member, items);
}

/** Replaces name and request of a saved one. @throws AppError `not_found` */
export async function replaceSavedRequest(
  member: Member,
  id: string,
  input: SavedRequestInput,
): Promise<SavedRequest> {
  mayEdit(member);
  const saved = await store.updateSavedRequest(member.scope, id, SavedRequestInput.parse(input));
  if (!saved) throw notFound('saved request');
  return saved;
}

/** @throws AppError `not_found` */
export async function deleteSavedRequest(member: Member, id: string): Promise<void> {
  mayEdit(member);
  if (!(await store.deleteSavedRequest(member.scope, id))) throw notFound('saved request');
}
