import type { AuditKind } from '@/lib/model/audit';

/** How the trail says what was done; the name of what it was done to follows. */
export const AUDIT_WORDS: Readonly<Record<AuditKind, string>> = {
  send: 'sent',
  'session.shared': 'shared the session',
  'session.private': 'took back the session',
  'session.deleted': 'deleted the session',
  'share.made': 'made the link',
  'share.viewed': 'viewed the link',
  'share.replayed': 'replayed the link',
  'share.copied': 'copied from the link',
  'share.revoked': 'revoked the link',
  'secret.revealed': 'revealed the secret',
  'cookies.exported': 'exported the cookies of',
  'member.joined': 'joined',
  'member.role': 'changed the role of',
  'member.removed': 'removed',
  'member.left': 'left',
  'workspace.handedOver': 'handed the workspace over to',
  'workspace.renamed': 'renamed the workspace to',
  'workspace.exported': 'exported the workspace',
  'workspace.imported': 'imported',
  'invitation.made': 'made an invitation',
  'invitation.revoked': 'revoked an invitation',
  'token.made': 'made the API token',
  'token.revoked': 'revoked the API token',
  'audit.exported': 'exported the audit trail',
};
