import 'server-only';
import { curlIn, isCurl } from '@/lib/interchange/curl-in';
import { httpIn, isHttpMessage } from '@/lib/interchange/http-in';
import type { ReadRequest } from '@/lib/interchange/read-request';
import type { Member } from './member';

/** A request out of what was pasted: a curl command or a raw HTTP message; null for anything else. Nothing is stored. */
export async function readPastedRequest(_member: Member, text: string): Promise<ReadRequest | null> {
  if (isCurl(text)) return curlIn(text);
  return isHttpMessage(text) ? httpIn(text) : null;
}
