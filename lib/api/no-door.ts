import { AppError, notFound } from '@/lib/errors';
import type { Answer } from './answer';
import type { Operation } from './operation';
import { operations } from './operations';
import { problemAnswer } from './problem';

/** The document itself is no operation of its own. */
const DOCUMENT = { method: 'GET', path: '/api/v1/openapi.json' };
const BEGINNING = '/api/v1';

/** Each path of the API, as a pattern, with the methods it answers to. */
const PATHS = [...(Object.values(operations) as Operation[]), DOCUMENT].map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
}));

/**
 * What a call of the API is answered where there is no such path, or not with this method; null where there is, or
 * where it is none of the API's. Next would answer without a word (405), in HTML (404), or break (TRACE, a broken escape).
 * `target` is the request's, as on the request line.
 */
export function noDoor(method: string, target: string): Answer | null {
  const path = pathOf(target);
  if (!path.startsWith(`${BEGINNING}/`) && path !== BEGINNING) return null;
  // Next mends a repeated slash by a redirect.
  if (path.includes('//')) return null;
  const methods = PATHS.filter(({ pattern }) => pattern.test(path)).map((one) => one.method);
  if (methods.length === 0 || !isReadable(path)) return problemAnswer(notFound('call of the API'));
  const allowed = [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])];
  if (allowed.includes(method)) return null;
  const allow = allowed.join(', ');
  const answer = problemAnswer(
    new AppError('method_not_allowed', `This call of the API answers to ${allow}, and not to ${method}.`),
  );
  return { ...answer, headers: { ...answer.headers, allow } };
}

/** Without its query, and with `.` and `..` taken out as Next does. */
function pathOf(target: string): string {
  if (!target.startsWith(BEGINNING)) return '';
  return new URL(`http://h${target}`).pathname;
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
