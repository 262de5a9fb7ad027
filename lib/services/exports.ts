import 'server-only';
import { AppError } from '@/lib/errors';
import type { ExportedFile, ExportFormat } from '@/lib/model/interchange';
import type { Run } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import { toArazzo } from '@/lib/interchange/arazzo-out';
import { toCurl } from '@/lib/interchange/curl-out';
import type { Exported, ExportSource } from '@/lib/interchange/exported';
import { toHar } from '@/lib/interchange/har-out';
import { toHttp } from '@/lib/interchange/http-out';
import { toHurl } from '@/lib/interchange/hurl-out';
import { toFetch, toUndici } from '@/lib/interchange/javascript-out';
import { toJson } from '@/lib/interchange/json-out';
import { toPostman } from '@/lib/interchange/postman-out';
import { toPython } from '@/lib/interchange/python-out';
import { publish } from '@/lib/sequence/publish';
import type { Member } from './member';
import { getRun, listRuns } from './runs';
import { getSequence } from './sequences';

interface Writer {
  write: (source: ExportSource) => Exported;
  ending: string;
  mediaType: string;
}

const WRITERS: Record<Exclude<ExportFormat, 'har'>, Writer> = {
  json: { write: toJson, ending: 'playjar.json', mediaType: 'application/json' },
  python: { write: toPython, ending: 'py', mediaType: 'text/x-python' },
  undici: { write: toUndici, ending: 'mjs', mediaType: 'text/javascript' },
  fetch: { write: toFetch, ending: 'mjs', mediaType: 'text/javascript' },
  curl: { write: toCurl, ending: 'sh', mediaType: 'text/x-shellscript' },
  hurl: { write: toHurl, ending: 'hurl', mediaType: 'text/plain' },
  http: { write: toHttp, ending: 'http', mediaType: 'text/plain' },
  postman: { write: toPostman, ending: 'postman_collection.json', mediaType: 'application/json' },
  arazzo: { write: toArazzo, ending: 'arazzo.yaml', mediaType: 'application/yaml' },
};

/**
 * Writes a sequence out in another tool's format. Values that look like secrets are not in it: they are variables of
 * that format, or of the environment, which whoever uses it has to give; in a HAR they are masked.
 * @param runId the run that a HAR is made of; left out, the last one
 * @throws AppError `not_found`; `invalid_request` for a HAR without a run
 */
export async function exportSequence(
  member: Member,
  id: string,
  format: ExportFormat,
  runId?: string,
): Promise<ExportedFile> {
  const sequence = await getSequence(member, id);
  if (format === 'har') {
    const { name, run } = withoutSecrets(sequence, await runOf(member, id, runId));
    const text = toHar(name, run?.steps ?? []);
    return { fileName: `${fileStem(name)}.har`, mediaType: 'application/json', text, warnings: [] };
  }
  const { write, ending, mediaType } = WRITERS[format];
  const source = withoutSecrets(sequence, null);
  const { text, warnings } = write(source);
  return { fileName: `${fileStem(source.name)}.${ending}`, mediaType, text, warnings };
}

async function runOf(member: Member, sequenceId: string, runId: string | undefined): Promise<Run> {
  if (runId !== undefined) {
    const run = await getRun(member, runId);
    if (run.sequenceId === sequenceId) return run;
    throw new AppError('invalid_request', 'That run is not one of this sequence.');
  }
  const [last] = (await listRuns(member, { sequenceId, limit: 1 })).items;
  if (last) return getRun(member, last.id);
  throw new AppError('invalid_request', 'A HAR is made of a run, and this sequence has none. Run it first.');
}

function withoutSecrets(
  { name, description, steps, variables }: Sequence,
  run: Run | null,
): ExportSource & { run: Run | null } {
  const session = SessionSettings.parse({ headers: [] });
  return publish({ name, description, steps, variables, session, run }).snapshot;
}

function fileStem(name: string): string {
  const stem = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return stem.replace(/^-+|-+$/g, '').slice(0, 60) || 'sequence';
}
