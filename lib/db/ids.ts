import 'server-only';
import { freshBytes } from '@/lib/crypto/random-bytes';

/** A new id: 128 random bits, 22 characters of base64url. */
export function newId(): string {
  return freshBytes(16).toString('base64url');
}
