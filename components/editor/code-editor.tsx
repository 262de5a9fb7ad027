'use client';
import { Search } from 'lucide-react';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import { IconButton } from '@/components/ui/icon-button';
import type { EditorHandle } from './code-mirror';
import type { EditorLanguage, Problem } from './problem';
import { useVariables } from './variables-context';

const UNDERLINE_MS = 400;

export interface CodeEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  language: EditorLanguage;
  placeholder?: string;
  invalid?: boolean;
  /** what is wrong in the text; it is underlined once nothing is typed for a moment */
  problem?: Problem | null;
  /** a sentence under the text, about it */
  note?: ReactNode;
}

/**
 * An editor of code. Its program comes after the page; until then a plain text area of the same size stands there, and
 * what was typed into it, the selection and focus go over to the editor.
 */
export function CodeEditor({
  label,
  value,
  onChange,
  language,
  placeholder = '',
  invalid = false,
  problem = null,
  note,
}: CodeEditorProps) {
  const variables = useVariables();
  const noteId = useId();
  const host = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const editor = useEditor(host, area, {
    label,
    describedBy: noteId,
    placeholder,
    onChange: (text) => latest.current(text),
  });
  useEffect(() => editor?.write(value), [editor, value]);
  useEffect(() => editor?.configure(language, variables, invalid), [editor, language, variables, invalid]);
  useEffect(() => {
    const timer = setTimeout(() => editor?.mark(problem), UNDERLINE_MS);
    return () => clearTimeout(timer);
  }, [editor, problem]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div ref={host} className="field-mono relative min-h-24 flex-1 overflow-hidden leading-5!">
        {editor ? null : (
          <textarea
            ref={area}
            aria-label={label}
            aria-describedby={noteId}
            aria-invalid={invalid || undefined}
            value={value}
            placeholder={placeholder}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            onKeyDown={leaveByEscape}
            onCompositionStart={(event) => (event.currentTarget.dataset.composing = 'yes')}
            onCompositionEnd={(event) => (event.currentTarget.dataset.composing = '')}
            onChange={(event) => onChange(event.target.value)}
            className="scroll-thin bg-raised field-mono aria-invalid:outline-bad absolute inset-0 h-full w-full resize-none py-2 pr-3 pl-13 leading-5! -outline-offset-2!"
          />
        )}
      </div>
      <div id={noteId} className="text-faint flex min-h-7 shrink-0 items-center gap-2 border-t px-3 text-sm">
        <div className="min-w-0 flex-1">{note}</div>
        <span className="max-md:hidden">Tab indents; Esc, then Tab leaves</span>
        <IconButton label="Find in this text" disabled={!editor} onClick={() => editor?.find()}>
          <Search aria-hidden="true" className="size-3.5" />
        </IconButton>
      </div>
    </div>
  );
}

/** Until the editor is there Tab indents as it will there, and leaves after Escape. */
function leaveByEscape(event: KeyboardEvent<HTMLTextAreaElement>) {
  const area = event.currentTarget;
  if (event.key === 'Escape') area.dataset.leaving = 'yes';
  if (event.key !== 'Tab' || event.shiftKey || area.dataset.leaving) return;
  event.preventDefault();
  area.setRangeText('  ', area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

interface Fixed {
  label: string;
  describedBy: string;
  placeholder: string;
  onChange: (text: string) => void;
}

/** Loads the editor's program and puts it in the place of the text area; null until then. */
function useEditor(
  host: RefObject<HTMLDivElement | null>,
  area: RefObject<HTMLTextAreaElement | null>,
  options: Fixed,
): EditorHandle | null {
  const [editor, setEditor] = useState<EditorHandle | null>(null);
  const fixed = useRef(options);
  useEffect(() => {
    let left = false;
    let handle: EditorHandle | null = null;
    async function load() {
      const { mountEditor } = await import('./code-mirror');
      await composed(area.current);
      const [parent, typed] = [host.current, area.current];
      if (left || !parent || !typed) return;
      const inFocus = document.activeElement === typed;
      const selection = inFocus ? ([typed.selectionStart, typed.selectionEnd] as const) : null;
      handle = mountEditor({ ...fixed.current, parent, text: typed.value, selection });
      // At once, so that there are never two fields to type into.
      const mounted = handle;
      flushSync(() => setEditor(mounted));
    }
    void load();
    return () => {
      left = true;
      handle?.destroy();
    };
  }, [host, area]);
  return editor;
}

/** Waits for the end of a word that an input method is composing: taking its field away would lose it. */
async function composed(area: HTMLTextAreaElement | null): Promise<void> {
  if (area?.dataset.composing !== 'yes') return;
  await new Promise((resolve) => area.addEventListener('compositionend', resolve, { once: true }));
}
