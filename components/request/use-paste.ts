'use client';
import { useCallback, type ClipboardEvent } from 'react';
import { readPastedRequest } from '@/lib/actions/pasted-requests';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { notify } from '@/components/ui/notify';
import { formatCount } from '@/components/ui/quantity';
import { newDraft, type Draft } from './draft';
import { useDraftStore, type DraftStore } from './draft-store';
import { splitQuery } from './split-query';

const COMMAND = /^\s*(?:[$>#]\s+)?curl(?:\.exe)?\s/i;
const MESSAGE =
  /^(?:\s*(?:#|\/\/).*\n)*\s*[A-Z]+[ \t]+\S+(?:[ \t]+HTTP\/[\d.]+[ \t]*(?:\r?\n|$)|[ \t]*\r?\n)/;

/** Whether a text is a curl command or a raw HTTP message. */
export const isRequest = (text: string): boolean => COMMAND.test(text) || MESSAGE.test(text);

/**
 * Pasting a curl command, a raw HTTP message or a URL with a query into the URL fills the whole form; Undo brings back
 * what was there. Anything else is pasted as it is.
 */
export function usePaste(draftId: string): (event: ClipboardEvent<HTMLInputElement>) => void {
  const drafts = useDraftStore();
  return useCallback(
    (event: ClipboardEvent<HTMLInputElement>) => {
      const text = event.clipboardData.getData('text/plain');
      const { value, selectionStart, selectionEnd } = event.currentTarget;
      if (isRequest(text)) {
        event.preventDefault();
        void takeRequest(drafts, draftId, text);
        return;
      }
      const replacesAll = selectionStart === 0 && selectionEnd === value.length;
      if (replacesAll && takeQuery(drafts, draftId, text)) event.preventDefault();
    },
    [drafts, draftId],
  );
}

/** Takes a URL whose query can be said in rows; false: it is none. */
export function takeQuery(drafts: DraftStore, draftId: string, text: string): boolean {
  const split = splitQuery(text.trim());
  if (!split) return false;
  const { undo, before } = editing(drafts, draftId);
  const rows = before?.params ?? [];
  drafts.getState().edit(draftId, { url: split.url, params: [...rows, ...split.params] });
  void notify({ message: `${formatCount(split.params.length, 'param')} taken from the URL`, undo });
  return true;
}

/** Fills the form from a curl command or a raw HTTP message; what is none goes to `otherwise`, into the URL by default. */
export async function takeRequest(
  drafts: DraftStore,
  draftId: string,
  text: string,
  otherwise = () => drafts.getState().edit(draftId, { url: text.trim() }),
): Promise<void> {
  try {
    const read = await settle(readPastedRequest(text));
    const { undo, before } = editing(drafts, draftId);
    if (!before) return;
    if (!read) return otherwise();
    const { id, title, savedId, basis, exchangeId } = before;
    const { draftFrom } = await import('./draft-from-spec');
    const taken = await draftFrom(read.spec);
    drafts.getState().edit(draftId, { ...newDraft(id), ...taken, id, title, savedId, basis, exchangeId });
    const said = read.warnings.join(' ');
    await notify({ message: 'The request was filled in from what you pasted', detail: said, undo });
  } catch (error) {
    await notify({ message: sentenceOf(error), tone: 'bad' });
  }
}

export function editing(
  drafts: DraftStore,
  draftId: string,
): { before: Draft | undefined; undo: () => void } {
  const before = drafts.getState().drafts.find(({ id }) => id === draftId);
  return { before, undo: () => before && drafts.getState().edit(draftId, before) };
}
