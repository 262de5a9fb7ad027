import { json } from './answer';
import { isRightPassword } from './session';

/** GET /practice/api/basic: wants `Authorization: Basic` of one of the site's people, and asks for it with a 401. */
export function basic(request: Request): Response {
  const [scheme, credentials = ''] = (request.headers.get('authorization') ?? '').split(' ');
  const pair = scheme?.toLowerCase() === 'basic' ? Buffer.from(credentials, 'base64').toString('utf8') : '';
  const at = pair.indexOf(':');
  const user = pair.slice(0, Math.max(at, 0));
  if (at > 0 && isRightPassword(user, pair.slice(at + 1))) return json(200, { user, authenticated: true });
  const message = 'Send Authorization: Basic with admin / password.';
  return json(401, { error: 'unauthorized', message }, { 'WWW-Authenticate': 'Basic realm="practice"' });
}
