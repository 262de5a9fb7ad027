'use client';
import { MessagesSquare } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspace } from '@/components/shell/workspace-store';
import { announce } from '@/components/ui/announce';
import { Button } from '@/components/ui/button';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { TextArea } from '@/components/ui/text-field';
import { addComment } from '@/lib/actions/comments';
import { CommentItem } from './comment-item';
import type { CommentsProps } from './comments-door';
import { lookAtComments, useCommentsAt } from './held-comments';
import { useKeptText } from './kept-text';
import { pinKey, subjectOf } from './pins';

/** What was said about one place, oldest first, and where to say more. What is being typed stays when it is closed. */
export function CommentsDialog({ pin, of }: CommentsProps) {
  const comments = useCommentsAt(pin) ?? [];
  const setOverlay = useWorkspace((state) => state.setOverlay);
  const openCookies = useWorkspace((state) => state.openCookies);
  const [text, setText] = useKeptText(pinKey(pin));
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  function close() {
    setOverlay(null);
    if (pin.on === 'jar') openCookies(pin.sessionId);
  }
  async function add(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      await settle(addComment({ pin, text }));
      setText('');
      setError('');
      announce('The comment is there.');
      lookAtComments(subjectOf(pin));
    } catch (thrown) {
      setError(sentenceOf(thrown));
    } finally {
      setBusy(false);
    }
  }
  return (
    <DialogSurface title={`Comments on ${of}`} isOpen onClose={close}>
      <div className="flex flex-col gap-4 p-3 md:w-140 md:max-w-full">
        {comments.length === 0 ? (
          <p className="text-muted">
            Nobody has said anything here yet. Everyone in this workspace can read it.
          </p>
        ) : (
          <ol aria-label="Comments" className="flex flex-col gap-3">
            {comments.map((comment) => (
              <CommentItem key={comment.id} comment={comment} />
            ))}
          </ol>
        )}
        <form onSubmit={(event) => void add(event)} className="flex flex-col gap-2 border-t pt-3">
          <TextArea
            label="Your comment"
            rows={3}
            spellCheck
            value={text}
            error={error}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
                event.currentTarget.form?.requestSubmit();
            }}
          />
          <div className="flex flex-wrap justify-between gap-2">
            <Button
              variant="quiet"
              icon={<MessagesSquare aria-hidden="true" className="size-4" />}
              onClick={() => setOverlay('comments')}
            >
              All open comments
            </Button>
            <Button type="submit" variant="primary" disabled={busy || text.trim() === ''}>
              Comment
            </Button>
          </div>
        </form>
      </div>
    </DialogSurface>
  );
}
