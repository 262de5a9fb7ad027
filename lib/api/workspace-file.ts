import 'server-only';
import type { WorkspaceExport } from '@/lib/model/workspace-file';
import type { Member } from '@/lib/services/member';
import { exportWorkspace } from '@/lib/services/workspace-export';
import { streamedFile, today } from './streamed-file';

/** The workspace in view as a download. @throws AppError `forbidden` */
export async function workspaceFile(member: Member, choice: WorkspaceExport): Promise<Response> {
  const pieces = await exportWorkspace(member, choice);
  const what = choice.secrets ? 'with-secrets-' : '';
  return streamedFile(pieces, `workspace-${what}${today()}.playjar.json`, 'application/json');
}
