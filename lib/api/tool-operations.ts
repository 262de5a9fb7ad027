import { z } from 'zod';
import { Extract, SequenceInput, SequenceVariable, StepInput } from '@/lib/model/sequence';
import { ExportFormat, ImportInput } from '@/lib/model/interchange';
import type { Operation } from './operation';

const OfferAnswer = z.object({
  kind: z.enum(['form', 'meta', 'cookie']),
  title: z.string(),
  bound: z.array(z.string()),
  open: z.array(z.string()),
  extract: z.array(Extract),
  step: StepInput,
  variables: z.array(SequenceVariable),
});

/** What is read out of a response, and what goes in and out in other tools' formats. */
export const toolOperations = {
  listOffers: {
    id: 'listOffers',
    method: 'GET',
    path: '/api/v1/exchanges/{id}/offers',
    tag: 'Exchanges',
    summary: 'Next steps that a response suggests: its forms, and its tokens for scripts',
    answer: z.object({ items: z.array(OfferAnswer) }),
  },
  exportSequence: {
    id: 'exportSequence',
    method: 'GET',
    path: '/api/v1/sequences/{id}/export',
    tag: 'Sequences',
    summary:
      'Write a sequence out in another tool’s format, secrets left out: the file itself, or with Accept: application/json its text, name and warnings',
    query: z.object({
      format: ExportFormat,
      run: z.string().optional().describe('the run that a HAR is made of; left out, the last one'),
    }),
    answer: z.object({
      fileName: z.string(),
      mediaType: z.string(),
      text: z.string(),
      warnings: z.array(z.string()),
    }),
  },
  importSequence: {
    id: 'importSequence',
    method: 'POST',
    path: '/api/v1/import',
    tag: 'Sequences',
    scope: 'read',
    summary:
      'Read another tool’s file as a sequence; nothing is stored, and nothing that it names is fetched',
    body: ImportInput,
    answer: z.object({ sequence: SequenceInput, warnings: z.array(z.string()) }),
  },
} as const satisfies Record<string, Operation>;
