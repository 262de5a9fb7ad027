import 'server-only';
import type { ExportedFile, ExportFormat } from '@/lib/model/interchange';
import type { Sequence } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import { toArazzo } from '@/lib/interchange/arazzo-out';
import { toCurl } from '@/lib/interchange/curl-out';
import type { Exported, ExportSource } from '@/lib/interchange/exported';
import { toHttp } from '@/lib/interchange/http-out';
import { toHurl } from '@/lib/interchange/hurl-out';
import { toFetch, toUndici } from '@/lib/interchange/javascript-out';
import { toPostman } from '@/lib/interchange/postman-out';
import { toPython } from '@/lib/interchange/python-out';
import { publish } from '@/lib/sequence/publish';
import type { Member } from './member';
import { getSequence } from './sequences';

interface Writer {
  write: (source: ExportSource) => Exported;
  ending: string;
  mediaType: string;
}

const WRITERS: Record<ExportFormat, Writer> = {
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
 * that format, or of the environment, which whoever uses it has to give.
 * @throws AppError `not_found`
 */
export async function exportSequence(
  member: Member,
  id: string,
  format: ExportFormat,
): Promise<ExportedFile> {
  const sequence = await getSequence(member, id);
  const { write, ending, mediaType } = WRITERS[format];
  const { text, warnings } = write(withoutSecrets(sequence));
  return { fileName: `${fileStem(sequence.name)}.${ending}`, mediaType, text, warnings };
}

function withoutSecrets({ name, description, steps, variables }: Sequence): ExportSource {
  const session = SessionSettings.parse({ headers: [] });
  return publish({ name, description, steps, variables, session, run: null }).snapshot;
}

function fileStem(name: string): string {
  const stem = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return stem.replace(/^-+|-+$/g, '').slice(0, 60) || 'sequence';
}
