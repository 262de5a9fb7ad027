import { z } from 'zod';

/** Everything that the audit trail tells of. */
export const AuditKind = z.enum([
  'send',
  'session.shared',
  'session.private',
  'session.deleted',
  'share.made',
  'share.viewed',
  'share.replayed',
  'share.copied',
  'share.revoked',
  'secret.revealed',
  'cookies.exported',
  'member.joined',
  'member.role',
  'member.removed',
  'member.left',
  'workspace.handedOver',
  'workspace.renamed',
  'workspace.exported',
  'workspace.imported',
  'invitation.made',
  'invitation.revoked',
  'token.made',
  'token.revoked',
  'audit.exported',
]);
export type AuditKind = z.infer<typeof AuditKind>;

const Moment = z.iso.datetime({ offset: true }).or(z.iso.date());

/** What of the trail is asked for; all of it when nothing is said. */
export const AuditFilter = z.object({
  /** id of an account; `none`: guests and visitors of links */
  person: z.string().max(100).optional(),
  kind: AuditKind.optional(),
  /** from this moment on, and before that one; a date is its first moment, UTC */
  from: Moment.optional(),
  before: Moment.optional(),
  /** id of a session */
  session: z.string().max(100).optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** One line of the audit trail. There is no secret in it: of a send neither path nor content. */
export interface AuditEntry {
  id: string;
  at: string;
  kind: AuditKind;
  /** by what name the others knew them then */
  actor: string;
  /** null: a guest, or a visitor of a link */
  userId: string | null;
  sessionId: string | null;
  sessionName: string | null;
  subject: string | null;
  subjectId: string | null;
  /** how, in a word or two: a role, a mode, a format */
  detail: string | null;
  method: string | null;
  /** of every hop, in order, with spaces between */
  hosts: string | null;
  status: number | null;
}
