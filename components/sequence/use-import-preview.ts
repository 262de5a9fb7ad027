'use client';
import { useEffect, useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { previewImport } from '@/lib/actions/interchange';
import type { ImportFormat, ImportPreview } from '@/lib/model/interchange';

export interface ImportSource {
  fileName: string;
  content: string;
  format: ImportFormat | null;
}
interface Answer {
  to: string;
  preview: ImportPreview | null;
  problem: string | null;
}
const NOTHING = { preview: null, problem: null };
/** Typing is let come to rest before it is read. */
const PAUSE_MS = 250;

/** What a file or a pasted text would become, read by the server; the last that was asked for counts. */
export function useImportPreview(source: ImportSource | null): Pick<Answer, 'preview' | 'problem'> {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { fileName = '', content = '', format = null } = source ?? {};
  const isEmpty = content.trim() === '';
  const asked = [fileName, format, content].join('\n');
  useEffect(() => {
    if (isEmpty) return undefined;
    let left = false;
    const give = (found: Omit<Answer, 'to'>): void => {
      if (!left) setAnswer({ to: asked, ...found });
    };
    const timer = setTimeout(() => {
      settle(previewImport({ fileName, content, format })).then(
        (preview) => give({ preview, problem: null }),
        (error: unknown) => give({ preview: null, problem: sentenceOf(error) }),
      );
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [asked, content, fileName, format, isEmpty]);
  return !isEmpty && answer?.to === asked ? answer : NOTHING;
}
