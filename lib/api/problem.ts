import { z } from 'zod';
import { APP_ERRORS, AppError, type FieldError } from '@/lib/errors';
import { toResponse, type Answer } from './answer';

/** `application/problem+json` (RFC 9457), with our stable `code` and one line for each field at fault. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(APP_ERRORS) as [keyof typeof APP_ERRORS, ...(keyof typeof APP_ERRORS)[]]),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  /** of a `conflict`: the resource as it is stored now */
  current: z.unknown().optional(),
});

/** A zod complaint as a caller's mistake, one line a field. `input` is what was given, to name a pair that is at fault. */
export function invalidRequest(error: z.ZodError, input?: unknown): AppError {
  const errors: FieldError[] = error.issues.map(({ path, message }) => {
    const name = pairName(input, path);
    const said = message.replace(/^Invalid input: expected (.+), received undefined$/, 'This is missing: $1');
    return { path: path.join('.'), message: name === undefined ? said : `“${name}”: ${said}` };
  });
  return invalidFields(errors);
}

/** One field at fault, in our own words. */
export function invalidField(path: string, message: string): AppError {
  return invalidFields([{ path, message }]);
}

function invalidFields(errors: FieldError[]): AppError {
  const first = errors[0];
  const detail = first ? `${first.path || 'The request'}: ${first.message}` : 'The request is not valid.';
  return new AppError('invalid_request', detail, { errors });
}

/** The name in a `[name, value]` pair whose value is at fault: “headers.0.1” alone says it to programs only (R33). */
function pairName(input: unknown, path: readonly PropertyKey[]): string | undefined {
  if (path.at(-1) !== 1 || typeof path.at(-2) !== 'number') return undefined;
  let at = input;
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return Array.isArray(at) && typeof at[0] === 'string' ? at[0] : undefined;
}

/** An error as the answer an API caller gets. */
export function problemAnswer(error: AppError): Answer {
  const { status, title } = APP_ERRORS[error.code];
  const problem = {
    type: 'about:blank',
    title,
    status,
    detail: error.message,
    code: error.code,
    ...(error.details.errors && { errors: error.details.errors }),
    ...(error.details.conflict && { current: error.details.conflict.stored }),
  };
  const headers: Answer['headers'] = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  };
  if (error.details.retryAfter !== undefined) headers['retry-after'] = String(error.details.retryAfter);
  if (error.code === 'unauthorized') headers['www-authenticate'] = 'Bearer';
  const { neededScope } = error.details;
  // RFC 6750 §3.1
  if (neededScope !== undefined)
    headers['www-authenticate'] = `Bearer error="insufficient_scope", scope="${neededScope}"`;
  return { status, headers, text: JSON.stringify(problem) };
}

export function problemResponse(error: AppError): Response {
  return toResponse(problemAnswer(error));
}
