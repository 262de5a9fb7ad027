'use server';

import { z } from 'zod';
import { CommentChange, CommentInput } from '@/lib/model/comment';
import * as comments from '@/lib/services/comments';
import { action } from './action';

export const addComment = action(z.tuple([CommentInput]), comments.addComment);
export const changeComment = action(z.tuple([z.string(), CommentChange]), comments.changeComment);
export const deleteComment = action(z.tuple([z.string()]), comments.deleteComment);
