'use client';
import { useState } from 'react';
import { CodeEditor } from '@/components/editor/code-editor';
import { rowsOfText, textOfRows } from './bulk-rows';
import type { Row } from './draft';

/** All rows of a table as text. What is typed stays as typed while the editor is open. */
export function BulkEditor({
  label,
  rows,
  onChange,
}: {
  label: string;
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
}) {
  const [text, setText] = useState(() => textOfRows(rows));
  return (
    <CodeEditor
      label={label}
      language="text"
      value={text}
      placeholder="Name: value"
      note="Name: value, one a line. # before a line switches it off; a name alone removes the session’s."
      onChange={(next) => {
        setText(next);
        onChange(rowsOfText(next, rows));
      }}
    />
  );
}
