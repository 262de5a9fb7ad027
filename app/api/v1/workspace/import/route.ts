import { readText } from '@/lib/api/body';
import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { importAsMember } from '@/lib/services/workspace-import';

export const POST = route(operations.importWorkspace, (member, { request }) =>
  importAsMember(member, () => readText(request)),
);
