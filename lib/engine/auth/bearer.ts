import type { Credentials } from './credentials';

/** RFC 6750 §2.1. */
export function bearer(token: string): Credentials {
  return { headers: () => [['Authorization', `Bearer ${token}`]] };
}
