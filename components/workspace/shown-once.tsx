'use client';
import { CopyButton } from '@/components/ui/copy-button';
import { TextField } from '@/components/ui/text-field';

/** A secret that was just made. Only its hash is stored, so this is the one time it can be shown. */
export function ShownOnce({ label, text }: { label: string; text: string }) {
  return (
    <div className="bg-good-wash flex flex-col gap-2 rounded border p-3">
      <p role="status" className="text-good font-semibold">
        It is made. Copy it now: it is shown only this once.
      </p>
      <div className="flex items-end gap-2">
        <TextField
          mono
          readOnly
          autoFocus
          label={label}
          hideLabel
          value={text}
          className="flex-1"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} className="bg-raised size-8 border" />
      </div>
    </div>
  );
}
