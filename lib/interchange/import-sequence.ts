import type { ImportFormat } from '@/lib/model/interchange';
import { SequenceInput } from '@/lib/model/sequence';
import { brunoIn } from './bruno-in';
import { curlScriptIn } from './curl-script-in';
import { harIn } from './har-in';
import { httpFileIn } from './http-file-in';
import { ImportFault, type Imported } from './imported';
import { insomniaIn } from './insomnia-in';
import { openApiIn } from './openapi-in';
import { postmanIn } from './postman-in';
import { readSequence } from './read-sequence';

const READERS: Record<ImportFormat, (content: string) => Imported> = {
  json: (content) => ({ sequence: readSequence(content), warnings: [] }),
  curl: curlScriptIn,
  http: httpFileIn,
  har: harIn,
  postman: postmanIn,
  insomnia: insomniaIn,
  bruno: brunoIn,
  openapi: openApiIn,
};

/** A sequence has at most so many steps; what is beyond is left out and said. */
const MOST_STEPS = 500;

/**
 * Reads another tool's file as a sequence. Nothing that it names is fetched.
 * @throws ImportFault when it is not in that format
 */
export function importSequence(format: ImportFormat, content: string): Imported {
  const { sequence, warnings } = READERS[format](content);
  const steps = sequence.steps ?? [];
  if (steps.length > MOST_STEPS)
    warnings.push(`Only the first ${MOST_STEPS} of ${steps.length} requests were taken.`);
  const parsed = SequenceInput.safeParse({ ...sequence, steps: steps.slice(0, MOST_STEPS) });
  if (parsed.success) return { sequence: parsed.data, warnings };
  const [issue] = parsed.error.issues;
  throw new ImportFault(
    `What was read is no sequence: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  );
}

/** The format of a file by its name, and by its content where the name does not say. */
export function formatOf(fileName: string, content: string): ImportFormat {
  if (/\.(http|rest)$/i.test(fileName)) return 'http';
  if (/\.(sh|curl)$/i.test(fileName)) return 'curl';
  if (/\.bru$/i.test(fileName)) return 'bruno';
  if (/\.har$/i.test(fileName)) return 'har';
  if (/\.ya?ml$/i.test(fileName) || /^\s*\{\s*"openapi"/.test(content)) return 'openapi';
  if (content.includes('"__export_format"')) return 'insomnia';
  return content.includes('schema.getpostman.com') ? 'postman' : 'json';
}
