import { AppError } from '@/lib/errors';

/** The version that `If-Match: "<version>"` names (RFC 9110 §13.1.1); undefined without the header or with `*`. */
export function ifMatch(request: Request): number | undefined {
  const value = request.headers.get('if-match');
  if (value === null || value.trim() === '*') return undefined;
  const version = /^\s*(?:W\/)?"(\d+)"\s*$/.exec(value)?.[1];
  if (version === undefined) {
    const message = 'If-Match takes the resource’s version in quotes, as in If-Match: "3".';
    throw new AppError('invalid_request', message, { errors: [{ path: 'If-Match', message }] });
  }
  return Number(version);
}
