import 'server-only';
import { AppError } from '@/lib/errors';
import { importSequence } from '@/lib/interchange/import-sequence';
import { ImportFault, type Imported } from '@/lib/interchange/imported';
import type { ImportInput } from '@/lib/model/interchange';
import type { Member } from './member';

/**
 * Reads another tool's file as a sequence. Nothing is stored and nothing that it names is fetched.
 * @throws AppError `invalid_request` when it is not in that format
 */
export async function readImport(_member: Member, { format, content }: ImportInput): Promise<Imported> {
  try {
    return importSequence(format, content);
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error;
    throw new AppError('invalid_request', error.message, {
      errors: [{ path: 'content', message: error.message }],
    });
  }
}
