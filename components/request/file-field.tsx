'use client';
import { FileUp, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { formatBytes } from '@/components/ui/quantity';
import { shelve, unshelve, type ShelfFile } from './file-shelf';

export interface FileFieldProps {
  label: string;
  file: ShelfFile | null;
  onChange: (file: ShelfFile | null) => void;
  size?: 'sm' | 'md';
}

/** Chooses one file. Its bytes stay in this browser until the request is sent. */
export function FileField({ label, file, onChange, size = 'md' }: FileFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  async function choose(chosen: File | undefined) {
    if (!chosen) return;
    if (file) await unshelve(file.key);
    onChange(await shelve(chosen, chosen.name));
  }
  return (
    <div className="flex min-w-0 items-center gap-2">
      <input
        ref={input}
        type="file"
        aria-label={label}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button
        size={size}
        icon={<FileUp aria-hidden="true" className="size-4" />}
        aria-label={file ? `${label}: ${file.name}. Choose another` : `${label}: choose`}
        onClick={() => input.current?.click()}
      >
        {file ? 'Change' : 'Choose a file'}
      </Button>
      {file ? (
        <>
          <span className="min-w-0 truncate font-mono text-sm" title={file.name}>
            {file.name}
          </span>
          <span className="text-faint shrink-0 text-sm">{formatBytes(file.size)}</span>
          <IconButton
            label={`Take ${file.name} out`}
            onClick={() => {
              void unshelve(file.key);
              onChange(null);
            }}
          >
            <X aria-hidden="true" className="size-3.5" />
          </IconButton>
        </>
      ) : null}
    </div>
  );
}
