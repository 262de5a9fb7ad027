import type { Conflict } from './model/edit';

/** The codes of a caller's mistake, one HTTP status each; part of the API's contract (RFC 9457 `code`). */
export const APP_ERRORS = {
  invalid_json: { status: 400, title: 'The body is not JSON' },
  unauthorized: { status: 401, title: 'No valid token' },
  forbidden: { status: 403, title: 'Not allowed' },
  password_required: { status: 403, title: 'A password is asked for' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'Changed by someone else meanwhile' },
  too_large: { status: 413, title: 'Too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported content type' },
  invalid_request: { status: 422, title: 'Something in the request is not right' },
  too_costly: { status: 422, title: 'Takes too long to work out' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something broke on our side' },
  store_busy: { status: 503, title: 'The database is busy' },
  store_full: { status: 507, title: 'The database has no room left' },
  secret_unreadable: { status: 500, title: 'A stored secret cannot be read' },
} as const;
export type AppErrorCode = keyof typeof APP_ERRORS;

/** One field at fault: `path` is dotted, as the caller wrote it. */
export interface FieldError {
  path: string;
  message: string;
}

/** A caller's mistake: shown to them as it stands. Everything else that is thrown is a bug of ours. */
export class AppError extends Error {
  override readonly name = 'AppError';
  /** By name: Next bundles this module once per kind of door, and they share a database that throws the first one's errors. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return Error[Symbol.hasInstance](value) && (value as Error).name === 'AppError';
  }
  constructor(
    readonly code: AppErrorCode,
    /** what happened and what to do, in one or two sentences */
    message: string,
    readonly details: {
      errors?: FieldError[];
      retryAfter?: number;
      neededScope?: string;
      conflict?: Conflict;
    } = {},
  ) {
    super(message);
  }
  get status(): number {
    return APP_ERRORS[this.code].status;
  }
}

/** The same answer for a thing that is not there and a thing of another workspace. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `There is no such ${what} here.`);
}
