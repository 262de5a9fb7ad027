'use client';
import { Bookmark, Trash2 } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { sentenceOf } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { formatCount } from '@/components/ui/quantity';
import { RelativeTime } from '@/components/ui/relative-time';
import { TextField } from '@/components/ui/text-field';
import type { Cookie } from '@/lib/model/cookie';
import type { Session } from '@/lib/model/session';
import { useCheckpoints } from './use-checkpoints';

/** Copies of the jar under names: keep one, roll back to one. */
export function CheckpointList({
  session,
  held,
  onJar,
}: {
  session: Session;
  /** what the jar holds now; null while it is read */
  held: readonly Cookie[] | null;
  /** the jar holds something else now */
  onJar: (cookies: Cookie[]) => void;
}) {
  const checkpoints = useCheckpoints(session, held, onJar);
  const { items } = checkpoints;
  const [naming, setNaming] = useState(false);
  return (
    <section aria-labelledby="checkpoints" className="border-b px-3 py-2">
      <header className="flex min-h-8 items-center justify-between gap-2">
        <h3 id="checkpoints" className="font-semibold">
          Checkpoints
        </h3>
        {naming ? null : (
          <Button
            size="sm"
            icon={<Bookmark aria-hidden="true" className="size-4" />}
            onClick={() => setNaming(true)}
          >
            Keep this jar
          </Button>
        )}
      </header>
      {naming ? <NameForm save={checkpoints.save} onDone={() => setNaming(false)} /> : null}
      {items?.length === 0 && !naming ? (
        <p className="text-muted text-sm">
          Keep the jar under a name, such as “logged in”, to roll back to it or to begin a run with it.
        </p>
      ) : null}
      <ul aria-label="Checkpoints">
        {items?.map((checkpoint) => (
          <li key={checkpoint.id} className="flex min-h-8 items-center gap-2 border-t first:border-t-0">
            <span className="min-w-0 flex-1 truncate">{checkpoint.name}</span>
            <span className="text-muted text-sm max-sm:hidden">
              {formatCount(checkpoint.cookieCount, 'cookie')}
            </span>
            <RelativeTime iso={checkpoint.createdAt} className="text-faint text-sm" />
            <Button
              size="sm"
              aria-label={`Roll back to ${checkpoint.name}`}
              onClick={() => void checkpoints.restore(checkpoint)}
            >
              Roll back
            </Button>
            <IconButton label={`Delete ${checkpoint.name}`} onClick={() => checkpoints.remove(checkpoint)}>
              <Trash2 aria-hidden="true" className="size-4" />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NameForm({ save, onDone }: { save: (name: string) => Promise<void>; onDone: () => void }) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      setProblem('Give it a name to know it by.');
      return;
    }
    try {
      await save(name);
      onDone();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  }
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => void submit(event)}
      className="flex items-start gap-2 pb-2"
    >
      <TextField
        autoFocus
        label="Name of the checkpoint"
        placeholder="logged in"
        maxLength={120}
        className="min-w-0 flex-1"
        error={problem}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" variant="primary" className="mt-5.5">
        Keep
      </Button>
      <Button variant="quiet" className="mt-5.5" onClick={onDone}>
        Cancel
      </Button>
    </form>
  );
}
