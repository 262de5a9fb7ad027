'use client';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { TextField } from '@/components/ui/text-field';

/** The address of a link that was just made. Only its hash is stored, so this is the one time it can be shown. */
export function CreatedLink({ url, onAnother }: { url: string; onAnother: () => void }) {
  return (
    <section aria-label="The new link" className="bg-good-wash flex flex-col gap-2 rounded border p-3">
      <p role="status" className="text-good font-semibold">
        The link is made. Copy it now: it is shown only this once.
      </p>
      <div className="flex items-end gap-2">
        <TextField
          mono
          readOnly
          autoFocus
          label="Link"
          hideLabel
          value={url}
          className="flex-1"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={url} label="Copy link" className="bg-raised size-8 border" />
      </div>
      <div className="flex gap-2">
        <a href={url} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
          Open it
        </a>
        <Button size="sm" variant="quiet" className="ml-auto" onClick={onAnother}>
          Make another
        </Button>
      </div>
    </section>
  );
}
