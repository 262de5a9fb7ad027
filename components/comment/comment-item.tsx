'use client';
import clsx from 'clsx';
import { Check, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { sentenceOf, settle, type Outcome } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { TextArea } from '@/components/ui/text-field';
import { changeComment, deleteComment } from '@/lib/actions/comments';
import type { PlacedComment } from '@/lib/model/comment';
import { lookAtComments } from './held-comments';
import { subjectOf } from './pins';

type Doing = 'edit' | 'delete' | null;

/** One comment: who said what when, and what can be done about it. */
export function CommentItem({ comment }: { comment: PlacedComment }) {
  const { id, doneAt, text } = comment;
  const [doing, setDoing] = useState<Doing>(null);
  const { error, carryOut } = useCarryOut(comment);
  return (
    <li aria-label={`Comment of ${authorOf(comment)}`} className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-6 flex-wrap items-center gap-x-2">
        <Byline comment={comment} />
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
          {comment.isMine ? (
            <IconButton label="Edit your comment" onClick={() => setDoing('edit')}>
              <Pencil aria-hidden="true" className="size-3.5" />
            </IconButton>
          ) : null}
          <IconButton label="Delete the comment" onClick={() => setDoing('delete')}>
            <Trash2 aria-hidden="true" className="size-3.5" />
          </IconButton>
        </span>
      </div>
      {doing === 'edit' ? (
        <EditForm
          initial={text}
          onCancel={() => setDoing(null)}
          onSave={async (changed) => {
            if (await carryOut(changeComment(id, { text: changed }))) setDoing(null);
          }}
        />
      ) : (
        <p className={clsx('wrap-anywhere whitespace-pre-wrap', doneAt && 'text-muted')}>{text}</p>
      )}
      {doing === 'delete' ? (
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-muted flex-1">It is gone for everyone.</span>
          <Button size="sm" onClick={() => setDoing(null)}>
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

const authorOf = ({ by }: PlacedComment): string => by ?? 'A guest';

function Byline({ comment }: { comment: PlacedComment }) {
  const { createdAt, editedAt, doneAt, doneBy } = comment;
  return (
    <>
      <span className="font-semibold">{authorOf(comment)}</span>
      <RelativeTime iso={createdAt} className="text-faint text-sm" />
      {editedAt ? <span className="text-faint text-sm">edited</span> : null}
      {doneAt ? <span className="text-good text-sm">done{doneBy ? `, says ${doneBy}` : ''}</span> : null}
    </>
  );
}

interface EditFormProps {
  initial: string;
  onSave: (text: string) => Promise<void>;
  onCancel: () => void;
}

function EditForm({ initial, onSave, onCancel }: EditFormProps) {
  const [text, setText] = useState(initial);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(text);
      }}
      className="flex flex-col gap-2"
    >
      <TextArea
        label="Your comment"
        hideLabel
        rows={3}
        spellCheck
        autoFocus
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <span className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={text.trim() === ''}>
          Save comment
        </Button>
      </span>
    </form>
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
