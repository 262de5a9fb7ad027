import { z } from 'zod';

/** Formats that a sequence is written out in. */
export const EXPORT_FORMATS = [
  'json',
  'python',
  'undici',
  'fetch',
  'curl',
  'hurl',
  'http',
  'har',
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

/** Formats that a sequence is read from. */
export const ImportFormat = z.enum([
  'json',
  'curl',
  'http',
  'har',
  'postman',
  'insomnia',
  'bruno',
  'openapi',
]);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** Another tool's file. */
export const ImportInput = z.strictObject({
  format: ImportFormat,
  content: z.string().max(10 * 1024 * 1024),
});
export type ImportInput = z.infer<typeof ImportInput>;
