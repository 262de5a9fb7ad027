import 'server-only';
import { z } from 'zod';
import { HereInput } from '@/lib/model/workspace-change';
import type { FeedStart } from '@/lib/services/workspace-feed';
import { readBody } from './body';

const FeedQuery = z.strictObject({
  since: z.iso.datetime().optional(),
  waits: z.enum(['yes', 'no']).default('yes'),
});

/** How a page asks for the changes of its workspace: `?since=` when it was made, `?waits=no` for what is known now. */
export function readFeedStart(request: Request): FeedStart {
  const { since, waits } = FeedQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { since: since === undefined ? undefined : new Date(since), waits: waits === 'yes' };
}

/** Where a page says that it is. @throws AppError `invalid_json`, `invalid_request` */
export function readHere(request: Request): Promise<HereInput> {
  return readBody(request, HereInput);
}
