'use client';
import clsx from 'clsx';
import { Check, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { sentenceOf, settle, type Outcome } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { TextArea } from '@/components/ui/text-field';
import { changeComment, deleteComment } from '@/lib/actions/comments';
import { subjectOf, type PlacedComment } from '@/lib/model/comment';
import { lookAtComments } from './held-comments';

/** One comment: who said what when, and what can be done about it. */
export function CommentItem({ comment }: { comment: PlacedComment }) {
  const { id, by, isMine, createdAt, editedAt, doneAt, doneBy, text } = comment;
  const [draft, setDraft] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const { error, carryOut } = useCarryOut(comment);
  const who = by ?? 'A guest';
  async function save(event: FormEvent) {
    event.preventDefault();
    if (await carryOut(changeComment(id, { text: draft ?? '' }))) setDraft(null);
  }
  return (
    <li aria-label={`Comment of ${who}`} className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-6 flex-wrap items-center gap-x-2">
        <span className="font-semibold">{who}</span>
        <RelativeTime iso={createdAt} className="text-faint text-sm" />
        {editedAt ? <span className="text-faint text-sm">edited</span> : null}
        {doneAt ? <span className="text-good text-sm">done{doneBy ? `, says ${doneBy}` : ''}</span> : null}
        <span className="ml-auto flex gap-0.5">
          <IconButton
            label={doneAt ? 'Open it again' : 'Mark as done'}
            onClick={() => void carryOut(changeComment(id, { done: !doneAt }))}
          >
            {doneAt ? (
              <RotateCcw aria-hidden="true" className="size-3.5" />
            ) : (
              <Check aria-hidden="true" className="size-4" />
            )}
          </IconButton>
          {isMine ? (
            <IconButton label="Edit your comment" onClick={() => setDraft(text)}>
              <Pencil aria-hidden="true" className="size-3.5" />
            </IconButton>
          ) : null}
          <IconButton label="Delete the comment" onClick={() => setSure(true)}>
            <Trash2 aria-hidden="true" className="size-3.5" />
          </IconButton>
        </span>
      </div>
      {draft === null ? (
        <p className={clsx('wrap-anywhere whitespace-pre-wrap', doneAt && 'text-muted')}>{text}</p>
      ) : (
        <form onSubmit={(event) => void save(event)} className="flex flex-col gap-2">
          <TextArea
            label="Your comment"
            hideLabel
            rows={3}
            spellCheck
            autoFocus
            value={draft}
            onChange={({ target }) => setDraft(target.value)}
          />
          <span className="flex justify-end gap-2">
            <Button onClick={() => setDraft(null)}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={draft.trim() === ''}>
              Save comment
            </Button>
          </span>
        </form>
      )}
      {sure ? (
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-muted flex-1">It is gone for everyone.</span>
          <Button size="sm" onClick={() => setSure(false)}>
            Keep it
          </Button>
          <Button size="sm" variant="danger" autoFocus onClick={() => void carryOut(deleteComment(id))}>
            Delete for good
          </Button>
        </p>
      ) : null}
      {error ? <FieldError>{error}</FieldError> : null}
    </li>
  );
}

/** Carries out what is done to a comment, and reads it anew; says why it was not. */
function useCarryOut({ pin }: PlacedComment) {
  const [error, setError] = useState('');
  async function carryOut(act: Promise<Outcome<unknown>>): Promise<boolean> {
    try {
      await settle(act);
      setError('');
      lookAtComments(subjectOf(pin));
      return true;
    } catch (thrown) {
      setError(sentenceOf(thrown));
      return false;
    }
  }
  return { error, carryOut };
}
