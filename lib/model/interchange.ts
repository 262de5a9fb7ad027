import { z } from 'zod';

/** Formats that a sequence is written out in. */
export const EXPORT_FORMATS = [
  'python',
  'undici',
  'fetch',
  'curl',
  'hurl',
  'http',
  'postman',
  'arazzo',
] as const;
export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** A sequence in another tool's format. */
export interface ExportedFile {
  fileName: string;
  mediaType: string;
  text: string;
  /** what is missing in it, in words */
  warnings: string[];
}
