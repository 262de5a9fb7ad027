import { cache } from 'react';
import { pageVisitor } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import type { SharedView } from '@/lib/model/share';
import { openShare } from '@/lib/services/shared-links';

/**
 * What a link shows, once per request, for the title and the page: `locked` before its password was given, null for
 * every link that does not open, whatever the reason.
 */
export const findShared = cache(async (token: string): Promise<SharedView | 'locked' | null> => {
  try {
    return await openShare(token, await pageVisitor());
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    if (error instanceof AppError && error.code === 'password_required') return 'locked';
    throw error;
  }
});
