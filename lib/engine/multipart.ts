import { randomBytes } from 'node:crypto';
import type { Part } from '@/lib/model/body';
import type { Content } from './body';
import { chained, isSource, type WireContent } from './body-source';
import { checkHeader } from './headers';
import { uploadOf, type Uploads } from './uploads';

type FilePart = Extract<Part, { base64: string } | { upload: string }>;
type FieldPart = Extract<Part, { value: unknown }>;

/**
 * multipart/form-data as urllib3 writes it (R69–R73): fields first, then files, each in their order. A boundary
 * that the user's own Content-Type names is used, so that the body can be read by it. Uploaded files are not read here.
 */
export function encodeMultipart(
  parts: readonly Part[],
  explicitType: string | undefined,
  uploads: Uploads,
): Content {
  const boundary = namedBoundary(explicitType) ?? randomBytes(16).toString('hex');
  const chunks: WireContent[] = [];
  for (const part of parts) if ('value' in part) writeField(chunks, part, boundary);
  for (const part of parts) if (!('value' in part)) writeFile(chunks, part, boundary, uploads);
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  const body = chunks.some(isSource)
    ? chained(chunks)
    : Buffer.concat(chunks.filter((chunk) => chunk instanceof Uint8Array));
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}

/** R72: a null value is dropped, other scalars are sent as JSON writes them. */
function writeField(chunks: WireContent[], { name, value }: FieldPart, boundary: string): void {
  if (value === null) return;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n`;
  chunks.push(Buffer.from(`${head}${value}\r\n`));
}

function writeFile(chunks: WireContent[], part: FilePart, boundary: string, uploads: Uploads): void {
  const upload = 'upload' in part ? uploadOf(uploads, part.upload) : null;
  // R70: the file's own name, else the field's, stands in for a missing filename; null means a part without one
  const filename = part.filename === undefined ? (upload?.filename ?? part.name) : part.filename;
  const disposition = `form-data; name="${quoted(part.name)}"${filename === null ? '' : `; filename="${quoted(filename)}"`}`;
  let head = `--${boundary}\r\nContent-Disposition: ${disposition}\r\n`;
  for (const [name, value] of partHeaders(part)) {
    checkHeader(name, value, 'body');
    head += `${name}: ${value}\r\n`;
  }
  const content = upload ?? Buffer.from('base64' in part ? part.base64 : '', 'base64');
  chunks.push(Buffer.from(`${head}\r\n`), content, Buffer.from('\r\n'));
}

/** R71: Content-Type only when given, then the extra ones; urllib3 leaves out empty ones and its own two. */
function partHeaders({ contentType, headers = [] }: FilePart): [string, string][] {
  const extra = headers.filter(
    ([name, value]) => value !== '' && !/^content-(?:disposition|type)$/i.test(name),
  );
  const type = contentType ?? headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return type ? [['Content-Type', type], ...extra] : extra;
}

/** R73: raw UTF-8, three characters escaped. */
function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function namedBoundary(contentType: string | undefined): string | undefined {
  return /^multipart\/[^;]*;.*\bboundary="?([A-Za-z0-9'()+_,./:=?-]{1,70})"?/i.exec(contentType ?? '')?.[1];
}
