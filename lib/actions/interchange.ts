'use server';

import { z } from 'zod';
import { CodeInput, ExportFormat, ImportFormat, ImportInput } from '@/lib/model/interchange';
import * as exports from '@/lib/services/exports';
import * as code from '@/lib/services/request-code';
import * as imports from '@/lib/services/imports';
import { action } from './action';

/** A sequence in another tool's format, its secrets left out. */
export const exportSequence = action(z.tuple([z.string(), ExportFormat]), (member, id, format) =>
  exports.exportSequence(member, id, format),
);

/** A request as a program that sends it. */
export const writeRequest = action(z.tuple([CodeInput]), code.writeRequest);

const Choice = z.strictObject({
  fileName: z.string().max(500),
  content: ImportInput.shape.content,
  format: ImportFormat.nullable(),
});

/** What another tool's file would become; nothing is stored. */
export const previewImport = action(z.tuple([Choice]), imports.previewImport);
