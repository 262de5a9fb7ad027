import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { addComment, listPlacedComments } from '@/lib/services/comments';

export const POST = route(operations.addComment, (member, { body }) => addComment(member, body));
export const GET = route(operations.listComments, (member, { query }) => listPlacedComments(member, query));
