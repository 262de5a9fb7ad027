import { randomBytes } from 'node:crypto';
import { escapeHtml, html, json, redirect } from './answer';
import { dropCookie, readCookies, setCookie } from './cookies';
import { readFields } from './fields';
import { isRightPassword, newSession } from './session';

const KNOWN = 'The practice site knows admin / password and alice / wonderland.';

/** GET /practice/login: a form with a hidden `_csrf` that must come back together with the cookie of the same value. */
export function loginPage(request: Request): Response {
  const csrf = readCookies(request).get('practice_csrf') ?? randomBytes(16).toString('hex');
  return html(200, 'Log in', loginForm(csrf), [setCookie('practice_csrf', csrf)]);
}

function loginForm(csrf: string, problem = ''): string {
  return `${problem === '' ? '' : `<p role="alert"><strong>${escapeHtml(problem)}</strong></p>`}
<form method="post" action="/practice/login">
<input type="hidden" name="_csrf" value="${escapeHtml(csrf)}">
<label>User name <input name="username" autocomplete="off" required></label>
<label>Password <input name="password" type="password" autocomplete="off" required></label>
<button>Log in</button>
</form>
<p>${KNOWN} To do this with requests: GET this page, take <code>_csrf</code> out of the form, POST it with the name and the password.
<code>/practice/api/login</code> asks for no <code>_csrf</code>.</p>`;
}

/** POST /practice/login, a form or JSON: 303 to the account page with a session cookie, 403 for a wrong `_csrf`, 401 for a wrong password. */
export async function formLogin(request: Request): Promise<Response> {
  const csrf = readCookies(request).get('practice_csrf');
  const fields = (await readFields(request)) ?? new Map<string, string>();
  const sent = fields.get('_csrf') ?? request.headers.get('x-csrf-token');
  if (csrf === undefined || sent !== csrf) return refuseForm(csrf, sent);
  const user = fields.get('username') ?? '';
  if (!isRightPassword(user, fields.get('password') ?? '')) {
    return html(401, 'Log in', loginForm(csrf, `No such user name and password. ${KNOWN}`));
  }
  return redirect(303, '/practice/account', [setCookie('practice_session', newSession(user))]);
}

function refuseForm(csrf: string | undefined, sent: string | null): Response {
  const fresh = csrf ?? randomBytes(16).toString('hex');
  const problem = `The _csrf field must be the one in the form, and come with the cookie practice_csrf: ${csrfFault(csrf, sent)}.`;
  return html(403, 'Log in', loginForm(fresh, problem), [setCookie('practice_csrf', fresh)]);
}

function csrfFault(cookie: string | undefined, sent: string | null): string {
  if (cookie === undefined) return 'no cookie came';
  return sent === null ? 'no field came' : 'the two differ';
}

/** POST /practice/api/login, a form or JSON, no `_csrf`: 200 with a session cookie, 400 for no such fields, 401 for a wrong password. */
export async function apiLogin(request: Request): Promise<Response> {
  const fields = await readFields(request);
  const user = fields?.get('username');
  const password = fields?.get('password');
  if (user === undefined || password === undefined) {
    return json(400, { error: 'bad_request', message: 'Send username and password, as a form or as JSON.' });
  }
  if (!isRightPassword(user, password)) return json(401, { error: 'wrong_password', message: KNOWN });
  const next = 'The cookie practice_session says who you are: GET /practice/api/account with it.';
  return json(200, { user, message: next }, {}, [setCookie('practice_session', newSession(user))]);
}

/** GET or POST /practice/logout: takes the session cookie away. */
export function logout(): Response {
  return redirect(303, '/practice/login', [dropCookie('practice_session')]);
}
