'use client';
import clsx from 'clsx';
import { useId, type KeyboardEvent, type ReactNode } from 'react';

export interface CodeAreaProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  invalid?: boolean;
  /** a sentence under the text, about it */
  note?: ReactNode;
}

/** A mono text area where Tab indents. Escape, then Tab, leaves it by keyboard, as the hint says. */
export function CodeArea({ label, value, onChange, placeholder, invalid = false, note }: CodeAreaProps) {
  const id = useId();
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const area = event.currentTarget;
    if (event.key === 'Escape') area.dataset.leaving = 'yes';
    if (event.key !== 'Tab' || event.shiftKey) return;
    if (area.dataset.leaving) {
      delete area.dataset.leaving;
      return;
    }
    event.preventDefault();
    insertKeepingUndo('  ');
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <textarea
        aria-label={label}
        aria-describedby={`${id}-note`}
        aria-invalid={invalid || undefined}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onKeyDown={onKeyDown}
        onChange={(event) => onChange(event.target.value)}
        className={clsx(
          'scroll-thin bg-raised field-mono min-h-24 w-full flex-1 resize-none px-3 py-2 leading-5! -outline-offset-2!',
          'aria-invalid:outline-bad',
        )}
      />
      <div
        id={`${id}-note`}
        className="text-faint flex min-h-7 shrink-0 items-center gap-2 border-t px-3 text-sm"
      >
        <div className="min-w-0 flex-1">{note}</div>
        <span className="max-md:hidden">Tab indents; Esc, then Tab leaves</span>
      </div>
    </div>
  );
}

/** Deprecated, yet the only way to write into a field that the browser's own undo knows of. */
interface Writer {
  execCommand: (command: 'insertText', showUi: boolean, text: string) => boolean;
}
function insertKeepingUndo(text: string) {
  const writer: Writer = document;
  writer.execCommand('insertText', false, text);
}
