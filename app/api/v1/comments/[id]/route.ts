import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { changeComment, deleteComment } from '@/lib/services/comments';

export const PATCH = route(operations.changeComment, (member, { params, body }) =>
  changeComment(member, params.id, body),
);
export const DELETE = route(operations.deleteComment, (member, { params }) =>
  deleteComment(member, params.id),
);
