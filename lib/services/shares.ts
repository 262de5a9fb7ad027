import 'server-only';
import { hashPassword } from '@/lib/crypto/passwords';
import * as store from '@/lib/db/shares';
import { notFound } from '@/lib/errors';
import { ShareInput, type Share, type ShareCheck } from '@/lib/model/share';
import { noted } from './audit';
import { mayEdit, type Member } from './member';
import { askedVariables, freeze } from './share-freeze';
import { onlyViews } from './viewer';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * What the link would reveal and ask for, before there is one.
 * @throws AppError `not_found`, `invalid_request`; `forbidden` for a viewer
 */
export async function checkShare(member: Member, input: ShareInput): Promise<ShareCheck> {
  mayEdit(member);
  const { frozen, findings } = await freeze(member, ShareInput.parse(input));
  const { variables, origins, mode } = frozen;
  const fixed = variables.filter(({ default: value, secret }) => value !== undefined && !secret);
  return {
    findings,
    asked: askedVariables(frozen),
    choosable: fixed.map(({ name }) => name),
    origins: mode === 'replay' ? (origins ?? []) : [],
  };
}

/**
 * Freezes a sequence under a new public token, which is answered this once and stored only as a hash.
 * @throws AppError `not_found`; `invalid_request` when the mode lacks what it needs, or a visitor's value could choose
 * the host that is called
 */
export async function createShare(
  member: Member,
  input: ShareInput,
): Promise<{ share: Share; token: string }> {
  mayEdit(member);
  const parsed = ShareInput.parse(input);
  const { frozen, findings, version } = await freeze(member, parsed);
  const { password } = parsed;
  const share: store.NewShare = {
    sequenceId: parsed.sequenceId,
    version,
    name: frozen.name,
    mode: parsed.mode,
    snapshot: frozen,
    findings,
    passwordHash: password == null ? null : await hashPassword(password),
    expiresAt: expiryOf(parsed.expiresAt),
    maxReplays: parsed.maxReplays ?? null,
  };
  const { mode, reveal, sessionId = null } = parsed;
  const detail = reveal.length === 0 ? mode : `${mode}, ${reveal.length} revealed`;
  const deed = { subject: share.name, detail, sessionId };
  return store.createShare(member.scope, share, (id) => [
    noted(member, 'share.made', { ...deed, subjectId: id }),
  ]);
}

/** Seven days when nothing was said, for ever when that was. */
function expiryOf(asked: string | null | undefined): Date | null {
  if (asked === undefined) return new Date(Date.now() + WEEK_MS);
  return asked === null ? null : new Date(asked);
}

/** The workspace's shares, newest first; never their tokens. */
export async function listShares(member: Member): Promise<Share[]> {
  const shares = await store.listShares(member.scope);
  return onlyViews(member) ? shares.map(withoutPreviews) : shares;
}

/** Enough of a secret for its owner to know it by is too much for a viewer. */
function withoutPreviews(share: Share): Share {
  return { ...share, findings: share.findings.map((finding) => ({ ...finding, preview: '•••' })) };
}

/** Ends a link at once; it then answers as if it had never been. @throws AppError `not_found` */
export async function revokeShare(member: Member, id: string): Promise<void> {
  mayEdit(member);
  const deed = noted(member, 'share.revoked', { subject: store.nameOfShare(id), subjectId: id });
  if (!(await store.revokeShare(member.scope, id, [deed]))) throw notFound('share');
}
