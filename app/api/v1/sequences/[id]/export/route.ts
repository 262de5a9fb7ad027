import { fileAnswer } from '@/lib/api/file-answer';
import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { exportSequence } from '@/lib/services/exports';

export const GET = route(operations.exportSequence, async (member, { params, query, request }) =>
  fileAnswer(request, await exportSequence(member, params.id, query.format, query.run)),
);
