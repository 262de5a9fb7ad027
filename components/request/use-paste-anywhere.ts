'use client';
import { useEffect } from 'react';
import { notify } from '@/components/ui/notify';
import { useDraftStore, type DraftStore } from './draft-store';
import { editing, isRequest, takeQuery, takeRequest } from './use-paste';

const FIELDS = 'input, textarea, select, [contenteditable="true"]';
const URL_ALONE = /^\s*(?:https?|wss?):\/\/\S+\s*$/i;
/** A message that can be nothing else: its first line has a method and where to, or says HTTP. */
const SURE = /^\s*(?:curl(?:\.exe)?\s|[A-Z]+[ \t]+(?:https?:\/\/|\/|\{\{)|[A-Z]+[ \t]+\S+[ \t]+HTTP\/)/;

/**
 * A curl command, a raw HTTP message or a URL fills the form also when it is pasted where no field is, and the first two
 * when they are pasted into a body or a table that holds nothing yet. A field with text in it keeps its paste.
 */
export function usePasteAnywhere(draftId: string): void {
  const drafts = useDraftStore();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const { target, isTrusted } = event;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isTrusted || !(target instanceof Element) || target.closest('[role="dialog"], [role="menu"]'))
        return;
      const field = target.closest<HTMLElement>(FIELDS);
      const taken = field
        ? isVacant(field) && takeFrom(drafts, draftId, text, field)
        : take(drafts, draftId, text);
      if (!taken) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before an editor, which puts in what is pasted.
    window.addEventListener('paste', onPaste, { capture: true });
    return () => window.removeEventListener('paste', onPaste, { capture: true });
  }, [drafts, draftId]);
}

function take(drafts: DraftStore, draftId: string, text: string): boolean {
  if (isRequest(text)) {
    void takeRequest(drafts, draftId, text, () => undefined);
    return true;
  }
  if (takeQuery(drafts, draftId, text)) return true;
  if (!URL_ALONE.test(text)) return false;
  const { undo } = editing(drafts, draftId);
  drafts.getState().edit(draftId, { url: text.trim() });
  void notify({ message: 'The URL was pasted', undo });
  return true;
}

/** What turns out to be no request is put where it was pasted. */
function takeFrom(drafts: DraftStore, draftId: string, text: string, field: HTMLElement): boolean {
  if (!SURE.test(text) || !isRequest(text)) return false;
  void takeRequest(drafts, draftId, text, () => insert(field, text));
  return true;
}

function insert(field: HTMLElement, text: string): void {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return;
  }
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

/** A body of the request, or a table of it, in which nothing was typed yet. */
function isVacant(field: HTMLElement): boolean {
  if (!field.closest('section[aria-label="Request"]')) return false;
  const table = field.closest('table');
  if (table)
    return [...table.querySelectorAll<HTMLInputElement>('input:not([type="checkbox"])')].every(isEmpty);
  if (field instanceof HTMLTextAreaElement) return isEmpty(field);
  return field.isContentEditable && field.querySelector('.cm-placeholder') !== null;
}

const isEmpty = ({ value }: { value: string }): boolean => value === '';
