import { z } from 'zod';
import type { Cookie, CookieInput } from '@/lib/model/cookie';
import type { ReadCookies } from './cookies-read';

/** Lenient on purpose: what other tools write differs in names, case and units. */
const Foreign = z.looseObject({
  name: z.string(),
  value: z.coerce.string().default(''),
  domain: z.string().default(''),
  path: z.string().default('/'),
  /** ours: ISO 8601; Playwright: epoch seconds, -1 until the session ends */
  expires: z.union([z.string(), z.number()]).nullish(),
  /** the browser extensions': epoch seconds */
  expirationDate: z.number().nullish(),
  maxAge: z.number().nullish(),
  secure: z.boolean().default(false),
  httpOnly: z.boolean().default(false),
  hostOnly: z.boolean().optional(),
  sameSite: z.string().nullish(),
  partitioned: z.boolean().default(false),
});

/** A list of cookies, or an object that has one under `cookies`, as our API and Playwright's storage state have. */
export function readCookiesJson(text: string): Omit<ReadCookies, 'format'> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return { cookies: [], warnings: [`This is not JSON: ${error instanceof Error ? error.message : ''}`] };
  }
  const list = listIn(data);
  if (!list) return { cookies: [], warnings: ['There is no list of cookies in this JSON.'] };
  const read: Omit<ReadCookies, 'format'> = { cookies: [], warnings: [] };
  for (const [index, item] of list.entries()) {
    const where = `cookie ${String(index + 1)}`;
    const parsed = Foreign.safeParse(item);
    if (parsed.success) read.cookies.push({ where, cookie: cookieOf(parsed.data) });
    else read.warnings.push(`${where}: ${parsed.error.issues[0]?.path.join('.') ?? ''} cannot be read.`);
  }
  return read;
}

function listIn(data: unknown): unknown[] | null {
  if (Array.isArray(data)) return data as unknown[];
  if (typeof data !== 'object' || data === null) return null;
  for (const key of ['cookies', 'items']) {
    const inside: unknown = (data as Record<string, unknown>)[key];
    if (Array.isArray(inside)) return inside as unknown[];
  }
  return null;
}

function cookieOf(foreign: z.output<typeof Foreign>): CookieInput {
  const { name, value, path, secure, httpOnly, partitioned, maxAge } = foreign;
  return {
    ...{ name, value, path, secure, httpOnly, partitioned, maxAge: maxAge ?? null },
    domain: foreign.domain.replace(/^\./, ''),
    hostOnly: foreign.hostOnly ?? !foreign.domain.startsWith('.'),
    expires: expiryOf(foreign.expires ?? foreign.expirationDate ?? null),
    sameSite: sameSiteOf(foreign.sameSite),
  };
}

function expiryOf(expires: string | number | null): string | null {
  if (expires === null || expires === '') return null;
  const time = typeof expires === 'number' ? expires * 1000 : Date.parse(expires);
  return time > 0 && Number.isFinite(time) ? new Date(time).toISOString() : null;
}

function sameSiteOf(word: string | null | undefined): 'strict' | 'lax' | 'none' | null {
  const lower = word?.toLowerCase();
  if (lower === 'strict' || lower === 'lax' || lower === 'none') return lower;
  // Chrome's word for None; `unspecified` is no attribute at all.
  return lower === 'no_restriction' ? 'none' : null;
}

/** Everything a jar knows of its cookies, to be read again without loss. */
export function writeCookiesJson(cookies: readonly Cookie[]): string {
  return `${JSON.stringify(cookies, null, 2)}\n`;
}
