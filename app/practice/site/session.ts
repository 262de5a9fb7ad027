import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readCookies } from './cookies';

/** The two people of the practice site. Their passwords are printed on its pages. */
const PEOPLE: ReadonlyMap<string, string> = new Map([
  ['admin', 'password'],
  ['alice', 'wonderland'],
]);

/** Next may load this file more than once in a process, so the key is held where all copies see it. */
const shared = globalThis as typeof globalThis & { practiceKey?: Buffer };

/** With PLAYJAR_SECRET every instance has the same key; without, practice sessions end when the server stops. */
function key(): Buffer {
  const secret = process.env.PLAYJAR_SECRET;
  shared.practiceKey ??= secret
    ? createHash('sha256').update(`practice:${secret}`).digest()
    : randomBytes(32);
  return shared.practiceKey;
}

/** Whether this is the right password; an unknown name is a wrong one. */
export function isRightPassword(user: string, password: string): boolean {
  return PEOPLE.get(user) === password;
}

/** A value for `practice_session` that says who is logged in: name, a random part, a signature. */
export function newSession(user: string): string {
  const claim = `${user}.${randomBytes(12).toString('base64url')}`;
  return `${claim}.${sign(claim)}`;
}

/** Who the request's `practice_session` says it is; null without one, or when the signature is not ours. */
export function whoIs(request: Request): string | null {
  const value = readCookies(request).get('practice_session') ?? '';
  const at = value.lastIndexOf('.');
  const claim = value.slice(0, Math.max(at, 0));
  const given = Buffer.from(value.slice(at + 1));
  const right = Buffer.from(sign(claim));
  const good = given.length === right.length && timingSafeEqual(given, right);
  return good ? (claim.split('.')[0] ?? null) : null;
}

function sign(claim: string): string {
  return createHmac('sha256', key()).update(claim).digest('base64url');
}
