import * as oauth from 'oauth4webapi';
import { SendFailure } from '@/lib/engine/failure';
import { shownUrl } from '@/lib/engine/url';

/** The server's own words are quoted up to this length. */
const MOST_WORDS = 300;

/** What stopped a request for a token, as a failure of the auth; a bug of ours, and the end of the send, stay what they are. */
export function oauthFailure(error: unknown, tokenUrl: string): unknown {
  const where = shownUrl(tokenUrl);
  if (error instanceof SendFailure) {
    if (error.code === 'total_timeout' || error.code === 'cancelled' || error.code === 'auth_error')
      return error;
    return authError(`No token came from ${where}: ${error.message}`, error.code, error);
  }
  const words = serverWords(error);
  if (words) return authError(`${where} gave no token: ${words.text}`, words.code, error);
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    return authError(
      `${where} did not answer as an OAuth 2 token server does: ${error.message}.`,
      'answer',
      error,
    );
  if (error instanceof TypeError && 'code' in error)
    return authError(`A token cannot be asked for: ${error.message}.`, 'settings', error);
  return error;
}

/** A failure of the auth itself; nothing was sent to the target. */
export function authError(message: string, reason: string, cause?: unknown): SendFailure {
  return new SendFailure('auth_error', message, { reason, field: 'auth', cause });
}

/** RFC 6749 §4.1.2.1, §5.2. Some servers say it with status 200, where the library only misses the token. */
function serverWords(error: unknown): { code: string; text: string } | null {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
    return wordsOf(error.error, error.error_description);
  if (!(error instanceof oauth.OperationProcessingError)) return null;
  const body = propertyOf(error.cause, 'body');
  return wordsOf(propertyOf(body, 'error'), propertyOf(body, 'error_description'));
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function wordsOf(code: unknown, description: unknown): { code: string; text: string } | null {
  if (typeof code !== 'string') return null;
  const text = typeof description === 'string' && description ? `${code}: ${description}` : code;
  return { code: code.slice(0, 60), text: text.slice(0, MOST_WORDS) };
}
