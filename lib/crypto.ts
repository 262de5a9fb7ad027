import 'server-only';
import { createCipheriv, createDecipheriv, createHmac, type KeyObject } from 'node:crypto';
import { freshBytes } from '@/lib/crypto/random-bytes';
import { AppError } from '@/lib/errors';

/** version byte | key id (4) | iv (12) | ciphertext | tag (16) */
const PLAIN = 1;
/** As `PLAIN`, of what was deflated (RFC 1951) before it was sealed. */
export const DEFLATED = 2;
type Version = typeof PLAIN | typeof DEFLATED;
const ID_BYTES = 4;
const IV_AT = 1 + ID_BYTES;
const TEXT_AT = IV_AT + 12;
const TAG_BYTES = 16;

/** A 256-bit AES key and the short id that sealed values carry, so that a ring knows which key to try. */
export interface SealingKey {
  id: Buffer;
  key: KeyObject;
}

/** The id says nothing about the key but tells two keys apart: the start of an HMAC under the key itself. */
export function sealingKey(key: KeyObject): SealingKey {
  return { id: createHmac('sha256', key).update('playjar key id').digest().subarray(0, ID_BYTES), key };
}

/**
 * AES-256-GCM with a fresh 96-bit iv (NIST SP 800-38D §8.2.2). `place` goes in as additional data, so that a value
 * moved to another row, column or workspace does not open.
 */
export function seal(
  key: SealingKey,
  place: string,
  plain: Uint8Array,
  version: Version = PLAIN,
): Buffer<ArrayBuffer> {
  const iv = freshBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additional(version, place));
  const text = cipher.update(plain);
  cipher.final();
  return Buffer.concat([Buffer.of(version), key.id, iv, text, cipher.getAuthTag()]);
}

/**
 * Opens what `seal` made with one of `keys`; what was deflated is given deflated.
 * @throws AppError `secret_unreadable` when no key fits, or the value was changed or belongs elsewhere
 */
export function open(keys: readonly SealingKey[], place: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const version = versionOf(bytes);
  const key = version && bytes.length >= TEXT_AT + TAG_BYTES ? findKey(keys, bytes) : undefined;
  if (version === null || key === undefined) throw unreadable(place);
  const tagAt = bytes.length - TAG_BYTES;
  // Without authTagLength, Node accepts tags of 4 bytes.
  const decipher = createDecipheriv('aes-256-gcm', key.key, bytes.subarray(IV_AT, TEXT_AT), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(additional(version, place));
  decipher.setAuthTag(bytes.subarray(tagAt));
  const plain = decipher.update(bytes.subarray(TEXT_AT, tagAt));
  try {
    decipher.final();
  } catch {
    throw unreadable(place);
  }
  return plain;
}

/** How a value was sealed; null: by a newer program, or not at all. */
export function versionOf(sealed: Uint8Array): Version | null {
  const [version] = sealed;
  return version === PLAIN || version === DEFLATED ? version : null;
}

/** The version is bound too, but for the first, which was there before there were two. */
function additional(version: Version, place: string): Buffer {
  return Buffer.from(version === PLAIN ? place : `${version}:${place}`);
}

/** The key among `keys` that sealed this value, by the id it carries. */
export function findKey(keys: readonly SealingKey[], sealed: Uint8Array): SealingKey | undefined {
  return keys.find(({ id }) => id.equals(sealed.subarray(1, IV_AT)));
}

/** `place` begins with `Table.column`, which may be told; the rest may hold a cookie's name and stays out of logs. */
function unreadable(place: string): AppError {
  const column = place.slice(0, place.indexOf(':'));
  return new AppError(
    'secret_unreadable',
    `A stored value (${column}) cannot be decrypted with this server's key. It was kept as it is: start with the key that sealed it, or delete it.`,
  );
}
