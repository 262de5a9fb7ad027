import 'server-only';
import { AppError } from '@/lib/errors';
import { formatOf, importSequence } from '@/lib/interchange/import-sequence';
import { ImportFault } from '@/lib/interchange/imported';
import type { ImportFormat, ImportInput, ImportPreview } from '@/lib/model/interchange';
import type { Member } from './member';

/**
 * Reads another tool's file as a sequence. Nothing is stored and nothing that it names is fetched.
 * @throws AppError `invalid_request` when it is not in that format
 */
export async function readImport(
  _member: Member,
  { format, content }: ImportInput,
): Promise<Omit<ImportPreview, 'format'>> {
  try {
    return importSequence(format, content);
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error;
    throw new AppError('invalid_request', error.message, {
      errors: [{ path: 'content', message: error.message }],
    });
  }
}

/** What a person chose: a file, or text that was pasted (`fileName` is then empty). */
export interface ImportChoice {
  fileName: string;
  content: string;
  /** null: by the file's name and content */
  format: ImportFormat | null;
}

/** The same before it is stored, with the format that it was taken for. @throws AppError `invalid_request` */
export async function previewImport(
  member: Member,
  { fileName, content, format }: ImportChoice,
): Promise<ImportPreview> {
  const known = format ?? formatOf(fileName, content);
  return { format: known, ...(await readImport(member, { format: known, content })) };
}
