'use client';
import clsx from 'clsx';
import { MessageSquare } from 'lucide-react';
import { useWorkspace } from '@/components/shell/workspace-store';
import { formatCount } from '@/components/ui/quantity';
import { Tooltip } from '@/components/ui/tooltip';
import type { CommentsProps } from './comments-door';
import { useCommentsAt } from './held-comments';

/** Says how many comments are open there, and opens them. */
export function CommentsButton({ pin, of }: CommentsProps) {
  const setOverlay = useWorkspace((state) => state.setOverlay);
  const openCookies = useWorkspace((state) => state.openCookies);
  const comments = useCommentsAt(pin) ?? [];
  const open = comments.filter(({ doneAt }) => doneAt === null).length;
  const words =
    comments.length === 0
      ? `Comment on ${of}`
      : `Comments on ${of}: ${open === 0 ? 'all done' : `${formatCount(open, 'comment')} open`}`;
  function show() {
    // The jar is a dialog itself, and two at once are in each other's way: it comes back after this one.
    if (pin.on === 'jar') openCookies(null);
    setOverlay({ pin, of });
  }
  return (
    <Tooltip text={words}>
      <button
        type="button"
        aria-label={words}
        aria-haspopup="dialog"
        onClick={show}
        className={clsx(
          'hover:bg-hover inline-flex h-6 min-w-6 shrink-0 items-center justify-center gap-0.5 rounded px-0.5 font-sans text-xs transition-colors',
          open > 0 ? 'text-accent font-semibold' : 'text-faint hover:text-ink',
        )}
      >
        <MessageSquare
          aria-hidden="true"
          className={clsx('size-4', comments.length > 0 && 'fill-accent-wash')}
        />
        {open > 0 ? <span aria-hidden="true">{open}</span> : null}
      </button>
    </Tooltip>
  );
}
