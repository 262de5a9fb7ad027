import { below, type Place, type Publication } from './publication';
import { secretSpans } from './secret-spans';

/** Something of a request that carries bytes: a binary body, a part of a multipart one, a message of a WebSocket. */
type Holder = object & { base64: string };

export function holdsBytes(value: object): value is Holder {
  return 'base64' in value && typeof value.base64 === 'string' && value.base64 !== '';
}

/**
 * Bytes that are no text cannot be looked through, so they are withheld like a secret; text is looked through, and
 * withheld whole where it has a secret. Null when the bytes may stay as they are, or there are none.
 */
export function publishBytes(value: object, place: Place, publication: Publication): unknown {
  if (!holdsBytes(value)) return null;
  const text = textOf(value.base64);
  if (text !== null && secretSpans(text).length === 0) return null;
  return withholdBytes(value, text === null ? 'bytes' : 'token', place, publication);
}

/** Puts a text in the place of the bytes, in the form that a text has there. */
export function withholdBytes(
  value: Holder,
  kind: 'bytes' | 'token',
  place: Place,
  publication: Publication,
): unknown {
  const { base64, ...rest } = value;
  const name = 'name' in rest && typeof rest.name === 'string' ? rest.name : 'content';
  const text = publication.withhold(below(place, 'base64', name), kind, base64);
  if (text === base64) return value;
  if ('type' in rest) return { ...rest, type: 'text', text };
  return 'name' in rest ? { name: rest.name, value: text } : { text };
}

/** The text that bytes are, or null when they are none. */
export function textOf(base64: string): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
