import { z } from 'zod';
import { Comment, CommentChange, CommentInput, PlacedComment } from '@/lib/model/comment';
import * as answers from './answers';
import { ListQuery, type Operation } from './operation';

/** At most one of the three; with none, the comments of the whole workspace. */
export const CommentQuery = ListQuery.extend({
  sequenceId: z.string().max(64).optional(),
  exchangeId: z.string().max(64).optional(),
  sessionId: z.string().max(64).optional(),
  open: z.stringbool().optional(),
});

/** What people say about a step, a hop or a cookie. */
export const commentOperations = {
  addComment: {
    id: 'addComment',
    method: 'POST',
    path: '/api/v1/comments',
    tag: 'Comments',
    summary: 'Pin a comment to a step, a hop, a cookie of a hop or a cookie in a jar',
    body: CommentInput,
    answer: Comment,
    status: 201,
  },
  listComments: {
    id: 'listComments',
    method: 'GET',
    path: '/api/v1/comments',
    tag: 'Comments',
    summary:
      'List comments, newest first: of a sequence, an exchange or a session’s jar, or of the workspace',
    query: CommentQuery,
    answer: answers.pageOf(PlacedComment),
  },
  changeComment: {
    id: 'changeComment',
    method: 'PATCH',
    path: '/api/v1/comments/{id}',
    tag: 'Comments',
    summary: 'Change the text of your own comment, or say whether one is dealt with',
    body: CommentChange,
    answer: Comment,
  },
  deleteComment: {
    id: 'deleteComment',
    method: 'DELETE',
    path: '/api/v1/comments/{id}',
    tag: 'Comments',
    summary: 'Delete a comment: your own, or as an admin anyone’s',
  },
} as const satisfies Record<string, Operation>;
