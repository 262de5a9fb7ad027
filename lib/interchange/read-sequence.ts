import type { z } from 'zod';
import { SequenceInput } from '@/lib/model/sequence';
import { ImportFault, parseAs } from './imported';

/**
 * Reads a sequence as the API has it, in JSON.
 * @throws ImportFault that says what is wrong and where
 */
export function readSequence(content: string): z.output<typeof SequenceInput> {
  const parsed = SequenceInput.safeParse(parseAs('sequence', content));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `\n  ${path.join('.')}: ${message}`);
  throw new ImportFault(`This is no sequence:${faults.join('')}`);
}
