import 'server-only';
import { freshBytes } from '@/lib/crypto/random-bytes';

/** What `-` is in base64url (RFC 4648 §5). */
const HYPHEN = 62;

/** A new id: 128 random bits, 22 characters of base64url, of which the first is no `-`: a command would take it for an option. */
export function newId(): string {
  const bytes = Buffer.from(freshBytes(16));
  const first = bytes.readUInt8(0);
  if (first >> 2 === HYPHEN) bytes.writeUInt8(first & 0x7f, 0);
  return bytes.toString('base64url');
}
