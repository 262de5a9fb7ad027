'use client';
import { useRouter } from 'next/navigation';
import { useWorkspace } from '@/components/shell/workspace-store';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { EmptyState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { PlacedComment } from '@/lib/model/comment';
import { CommentItem } from './comment-item';
import { useOpenComments } from './held-comments';

/** Everything in the workspace that was said and not dealt with, newest first, each with the way there. */
export function OpenComments() {
  const setOverlay = useWorkspace((state) => state.setOverlay);
  const comments = useOpenComments();
  const close = () => setOverlay(null);
  return (
    <DialogSurface title="Open comments" isOpen onClose={close}>
      <div className="p-3 md:w-140 md:max-w-full">
        {comments === null ? (
          <div className="flex flex-col gap-3">
            <Skeleton className="h-4 w-1/3" />
            <Skeleton className="h-4 w-2/3" />
          </div>
        ) : comments.length === 0 ? (
          <EmptyState title="No open comments">
            Comments are pinned to a step of a sequence, to a hop of a request or to a cookie, by the bubble
            beside it.
          </EmptyState>
        ) : (
          <ol aria-label="Open comments" className="flex flex-col divide-y">
            {comments.map((comment) => (
              <Placed key={comment.id} comment={comment} onLeave={close} />
            ))}
          </ol>
        )}
      </div>
    </DialogSurface>
  );
}

function Placed({ comment, onLeave }: { comment: PlacedComment; onLeave: () => void }) {
  const router = useRouter();
  const openCookies = useWorkspace((state) => state.openCookies);
  const { pin, place, href } = comment;
  function go() {
    onLeave();
    if (pin.on === 'jar') openCookies(pin.sessionId);
    else router.push(href);
  }
  return (
    <li className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
      <button
        type="button"
        onClick={go}
        title={place}
        className="text-accent min-h-6 max-w-full truncate rounded-sm text-left text-sm hover:underline"
      >
        {place}
      </button>
      <ol>
        <CommentItem comment={comment} />
      </ol>
    </li>
  );
}
