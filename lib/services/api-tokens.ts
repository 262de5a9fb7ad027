import 'server-only';
import * as store from '@/lib/db/tokens';
import { AppError, notFound } from '@/lib/errors';
import { ApiTokenInput, type ApiToken } from '@/lib/model/api-token';
import { noted } from './audit';
import { isAtLeast, type Member } from './member';

const DAY_MS = 86_400_000;

/**
 * Makes an API token of the workspace. Its text is told this once; only its hash is stored.
 * @throws AppError `forbidden` for a guest, and for a role above one's own
 */
export async function createApiToken(
  member: Member,
  input: ApiTokenInput,
): Promise<{ id: string; token: string }> {
  const { name, role, scopes, days } = ApiTokenInput.parse(input);
  if (member.userId === null) {
    throw new AppError('forbidden', 'A token belongs to an account. Make one first; your work comes along.');
  }
  if (!isAtLeast(member.role, role)) {
    throw new AppError('forbidden', 'A token can do no more than you can. Choose a lesser role.');
  }
  const expiresAt = days === null ? null : new Date(Date.now() + days * DAY_MS);
  const token = { name, role, scopes, userId: member.userId, expiresAt };
  return store.createToken(member.scope, token, (id) => [
    noted(member, 'token.made', { subject: name, subjectId: id, detail: role }),
  ]);
}

/** One's own tokens of the workspace; for its owner and admins, everyone's. Newest first. */
export function listApiTokens({ scope, role, userId }: Member): Promise<ApiToken[]> {
  return store.listTokens(scope, isAtLeast(role, 'admin') ? null : userId);
}

/** Ends a token at once: one's own, or as owner or admin anyone's. @throws AppError `not_found` */
export async function revokeApiToken(member: Member, id: string): Promise<void> {
  const { scope, role, userId } = member;
  const deed = noted(member, 'token.revoked', { subject: store.nameOfToken(id), subjectId: id });
  const gone = await store.deleteToken(scope, id, isAtLeast(role, 'admin') ? null : userId, [deed]);
  if (!gone) throw notFound('token');
}
