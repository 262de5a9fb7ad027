'use server';

import { z } from 'zod';
import { ExportFormat } from '@/lib/model/interchange';
import * as exports from '@/lib/services/exports';
import { action } from './action';

/** A sequence in another tool's format, its secrets left out. */
export const exportSequence = action(z.tuple([z.string(), ExportFormat]), (member, id, format) =>
  exports.exportSequence(member, id, format),
);
