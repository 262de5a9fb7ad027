import { eventStream } from '@/lib/api/event-stream';
import { readFeedStart } from '@/lib/api/feed-input';
import { guestRoute } from '@/lib/api/guest-route';
import { workspaceFeed } from '@/lib/services/workspace-feed';

/** What others do in the workspace, as it happens; with `?waits=no` what is known now, and no more. */
export const GET = guestRoute((member, { request }) =>
  Promise.resolve(eventStream(workspaceFeed(member, readFeedStart(request), request.signal))),
);
