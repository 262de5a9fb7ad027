import 'server-only';
import { callerAddress } from './caller-address';
import type { Member } from './member';

/** Set by our own server on every request, over whatever the caller wrote there (`lib/commands/peer-address.mjs`). */
const ADDRESS_HEADER = 'x-forwarded-peer';

/** Whoever opens a shared link. */
export interface LinkVisitor {
  /** the network address, for limits alone; never stored as it is */
  address: string;
  /** who they are in a workspace, when they said so */
  member: Member | null;
  /** what they typed where the link asks for a password */
  password?: string | undefined;
  /** proof of an earlier right password */
  pass?: string | undefined;
}

/** The address that a request came from; all that have none count as one. */
export function addressOf(headers: { get(name: string): string | null }): string {
  return callerAddress() ?? headers.get(ADDRESS_HEADER) ?? 'unknown';
}
