import { z } from 'zod';

export const SameSite = z.enum(['strict', 'lax', 'none']);
export type SameSite = z.infer<typeof SameSite>;

/**
 * A cookie of a session's jar, all attributes of RFC 6265bis §5.6 kept. `domain: ""` is a cookie put in by hand
 * without a domain, which goes to every host (R109). Times are ISO 8601; `maxAge` is in seconds.
 */
export const Cookie = z.strictObject({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  path: z.string(),
  expires: z.string().nullable(),
  maxAge: z.number().nullable(),
  secure: z.boolean(),
  httpOnly: z.boolean(),
  sameSite: SameSite.nullable(),
  hostOnly: z.boolean(),
  partitioned: z.boolean(),
  createdAt: z.string(),
  lastAccessedAt: z.string(),
});
export type Cookie = z.infer<typeof Cookie>;

/** A cookie as a caller puts it into a jar: only the name and value are needed. */
export const CookieInput = z.strictObject({
  name: z.string().max(4096),
  value: z.string().max(4096),
  domain: z.string().max(255).default(''),
  path: z.string().max(1024).default('/'),
  expires: z.iso.datetime({ offset: true }).nullable().default(null),
  maxAge: z.number().nullable().default(null),
  secure: z.boolean().default(false),
  httpOnly: z.boolean().default(false),
  sameSite: SameSite.nullable().default(null),
  hostOnly: z.boolean().optional(),
  partitioned: z.boolean().default(false),
  createdAt: z.string().optional(),
  lastAccessedAt: z.string().optional(),
});
export type CookieInput = z.input<typeof CookieInput>;

/** What makes two cookies of one session the same cookie (R114; host-only kept apart, see architecture rule 4). */
export const CookieKey = z.strictObject({
  domain: z.string(),
  hostOnly: z.boolean(),
  path: z.string(),
  name: z.string(),
});
export type CookieKey = z.infer<typeof CookieKey>;

/** Narrows a jar; an absent field matches all. */
export const CookieFilter = z.strictObject({
  domain: z.string().optional(),
  path: z.string().optional(),
  name: z.string().optional(),
});
export type CookieFilter = z.infer<typeof CookieFilter>;

/** The name in a `Set-Cookie` line: what stands before its `=` (RFC 6265 §5.2). */
export function nameInSetCookie(line: string): string {
  return line.split(/[=;]/, 1)[0]?.trim() ?? '';
}
