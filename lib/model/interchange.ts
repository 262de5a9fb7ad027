import { z } from 'zod';
import { RequestSpec } from './request-spec';
import type { SequenceInput } from './sequence';

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

/** What one request is written out as: something to run in a terminal or to paste into a program. */
export const CODE_FORMATS = ['curl', 'python', 'fetch', 'undici', 'http', 'hurl'] as const;
export const CodeInput = z.strictObject({
  request: RequestSpec,
  /** whose headers, params and auth go along; null: nobody's */
  sessionId: z.string().nullable(),
  format: z.enum(CODE_FORMATS),
  /** also what looks like a secret; else it is asked for or read from the environment */
  secrets: z.boolean(),
});
export type CodeInput = z.infer<typeof CodeInput>;

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
  'arazzo',
]);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** What an imported file was read as, before anything of it is stored. */
export interface ImportPreview {
  format: ImportFormat;
  sequence: SequenceInput;
  /** what of it could not be taken over, in words */
  warnings: string[];
}

/** Another tool's file. */
export const ImportInput = z.strictObject({
  format: ImportFormat,
  content: z.string().max(10 * 1024 * 1024),
});
export type ImportInput = z.infer<typeof ImportInput>;
