import type { ImportFormat } from '@/lib/model/interchange';
import { SequenceInput } from '@/lib/model/sequence';
import { arazzoIn } from './arazzo-in';
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
  arazzo: arazzoIn,
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

const BY_NAME: readonly [RegExp, ImportFormat][] = [
  [/\.(http|rest)$/i, 'http'],
  [/\.(sh|curl)$/i, 'curl'],
  [/\.bru$/i, 'bruno'],
  [/\.har$/i, 'har'],
];
/** In this order: a description of an API may quote a curl command. A line's blanks are no line ends: a long file of those would hang. */
const BY_CONTENT: readonly [RegExp, ImportFormat][] = [
  [/^[ \t\ufeff]*(\{\s*)?"?arazzo"?[ \t]*:/m, 'arazzo'],
  [/^[ \t\ufeff]*(\{\s*)?"?openapi"?[ \t]*:/m, 'openapi'],
  [/"__export_format"/, 'insomnia'],
  [/schema\.getpostman\.com/, 'postman'],
  [/^\s*\{\s*"log"\s*:/, 'har'],
  [/^\s*meta\s*\{/, 'bruno'],
  [/^\s*\{/, 'json'],
  [/^\s*(#.*\n\s*)*(\$\s+)?curl\s/, 'curl'],
  [/^[ \t\ufeff]*(###|@\w+[ \t]*=|[A-Z]+[ \t]+(https?:|\{\{|\/))/m, 'http'],
];

/** The format of a file by its name, and by its content where the name does not say; of pasted text the name is empty. */
export function formatOf(fileName: string, content: string): ImportFormat {
  const named = BY_NAME.find(([name]) => name.test(fileName));
  if (named) return named[1];
  const known = BY_CONTENT.find(([start]) => start.test(content));
  if (known) return known[1];
  return /\.ya?ml$/i.test(fileName) ? 'openapi' : 'json';
}
