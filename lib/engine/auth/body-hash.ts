import { createHash } from 'node:crypto';
import { isSource, type WireContent } from '@/lib/engine/body-source';

/** The hash of a body as hex digits. A file is read for it once more than for sending. */
export async function bodyHash(name: string, body: WireContent | null): Promise<string> {
  const hash = createHash(name);
  if (isSource(body)) for await (const piece of body.open()) hash.update(piece);
  else if (body) hash.update(body);
  return hash.digest('hex');
}
