'use client';
import { FileUp, Plus, X } from 'lucide-react';
import { VariableInput } from '@/components/editor/variable-input';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { removeRow, type ListChange } from '@/components/ui/removal';
import { freshId, type PartRow } from './draft';
import { FileField } from './file-field';

export interface PartsEditorProps {
  parts: readonly PartRow[];
  onChange: ListChange<PartRow>;
}

const CELL = 'h-8 w-full min-w-0 bg-transparent px-2 field-mono -outline-offset-2! max-md:h-10';

/** The parts of a multipart body: texts and files, in their order. */
export function PartsEditor({ parts, onChange }: PartsEditorProps) {
  const change = (id: string, patch: Partial<PartRow>) =>
    onChange((now) => now.map((part) => (part.id === id ? { ...part, ...patch } : part)));
  const add = (kind: PartRow['kind']) =>
    onChange((now) => [...now, { id: freshId(), on: true, name: '', value: '', kind, file: null }]);
  return (
    <div className="flex flex-col">
      {parts.length > 0 ? (
        <table className="w-full table-fixed border-collapse">
          <caption className="sr-only">Parts</caption>
          <colgroup>
            <col className="w-9" />
            <col className="w-2/5" />
            <col />
            <col className="w-9" />
          </colgroup>
          <tbody>
            {parts.map((part, index) => (
              <PartLine
                key={part.id}
                label={`Part ${String(index + 1)}`}
                part={part}
                onChange={(patch) => change(part.id, patch)}
                onRemove={() => removeRow(onChange, part, index, wordsOf(part))}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      <div className="flex gap-2 p-2">
        <Button size="sm" icon={<Plus aria-hidden="true" className="size-3.5" />} onClick={() => add('text')}>
          Add text
        </Button>
        <Button
          size="sm"
          icon={<FileUp aria-hidden="true" className="size-3.5" />}
          onClick={() => add('file')}
        >
          Add file
        </Button>
      </div>
    </div>
  );
}

function wordsOf({ name, value, file }: PartRow): string | null {
  if (name) return `part “${name}”`;
  return value || file ? 'part' : null;
}

interface PartLineProps {
  label: string;
  part: PartRow;
  onChange: (patch: Partial<PartRow>) => void;
  onRemove: () => void;
}

function PartLine({ label, part, onChange, onRemove }: PartLineProps) {
  return (
    <tr className="hover:bg-hover/40 border-b">
      <td className="text-center">
        <label className="inline-flex size-7 items-center justify-center align-middle">
          <input
            type="checkbox"
            aria-label={`${label} on`}
            checked={part.on}
            onChange={(event) => onChange({ on: event.target.checked })}
            className="size-3.5"
          />
        </label>
      </td>
      <td className="border-l">
        <VariableInput
          aria-label={`${label} name`}
          placeholder="name"
          value={part.name}
          onChange={(name) => onChange({ name })}
          className={CELL}
        />
      </td>
      <td className="border-l">
        {part.kind === 'file' ? (
          <div className="px-1">
            <FileField
              label={`${label} file`}
              size="sm"
              file={part.file}
              onChange={(file) => onChange({ file })}
            />
          </div>
        ) : (
          <VariableInput
            aria-label={`${label} value`}
            placeholder="value"
            value={part.value}
            onChange={(value) => onChange({ value })}
            className={CELL}
          />
        )}
      </td>
      <td className="text-center">
        <IconButton label={`Delete ${label.toLowerCase()}`} onClick={onRemove}>
          <X aria-hidden="true" className="size-3.5" />
        </IconButton>
      </td>
    </tr>
  );
}
