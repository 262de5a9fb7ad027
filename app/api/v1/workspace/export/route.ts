import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { workspaceFile } from '@/lib/api/workspace-file';

export const GET = route(operations.exportWorkspace, (member, { query }) => workspaceFile(member, query));
