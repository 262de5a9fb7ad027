import 'server-only';
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { AppError } from '@/lib/errors';
import { inexactInteger } from './exact-numbers';
import { invalidRequest } from './problem';

/** The largest JSON body the API reads: a 50 MiB upload in base64 and something around it. */
const BODY_LIMIT = 72 * 1024 * 1024;

/**
 * Reads and checks a JSON body; an absent one counts as `{}`.
 * @throws AppError `invalid_json`, `too_large`, `invalid_request`
 */
export async function readBody<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  return readJson(await readText(request), schema);
}

/** As `readBody`, of a text that is there. @throws AppError `invalid_json`, `invalid_request` */
export function readJson<T extends z.ZodType>(text: string, schema: T): z.output<T> {
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'cannot be parsed';
    throw new AppError('invalid_json', `The request body is not JSON: ${why}`);
  }
  const inexact = inexactInteger(text);
  if (inexact !== null) throw wouldLoseDigits(inexact);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidRequest(parsed.error, value);
  return parsed.data;
}

/** The body of a request of Next's as text. @throws AppError `too_large`, `invalid_json` */
export async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) throw tooLarge();
  if (!request.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length;
    if (size > BODY_LIMIT) throw tooLarge();
    chunks.push(read.value);
  }
  return asText(chunks);
}

/** The body of a request of Node's as text; for one that breaks off there is nobody left to answer. @throws as `readText` */
export async function readIncoming(incoming: IncomingMessage): Promise<string> {
  return asText(await chunksOf(incoming));
}

function chunksOf(incoming: IncomingMessage): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
      else reject(tooLarge());
    });
    incoming.once('end', () => resolve(chunks));
  });
}

/** RFC 8259 §8.1: JSON is UTF-8. Read as anything else, what is sent on would not be what was given. */
function asText(chunks: readonly Uint8Array[]): string {
  const bytes = Buffer.concat(chunks);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new AppError('invalid_json', 'The request body is not UTF-8. JSON is UTF-8 alone: send it so.');
}

function wouldLoseDigits(integer: string): AppError {
  const message = `${integer.slice(0, 40)} would lose its last digits here, as it is beyond 2^53. Send it as a string, or a JSON body as body.text, which goes out as it stands.`;
  return new AppError('invalid_request', message, { errors: [{ path: '', message }] });
}

function tooLarge(): AppError {
  return new AppError(
    'too_large',
    `The request body is over ${BODY_LIMIT / 1024 / 1024} MiB. Send less at once.`,
  );
}
