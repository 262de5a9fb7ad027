import { escapeHtml, html, json } from './answer';
import { whoIs } from './session';

/** GET /practice/account: a page for whoever is logged in, 401 for others. */
export function accountPage(request: Request): Response {
  const user = whoIs(request);
  if (user === null) {
    const body =
      '<p>This page is for people who are logged in: no cookie <code>practice_session</code> of ours came.</p>';
    return html(401, 'Not logged in', `${body}\n<p><a href="/practice/login">Log in</a></p>`);
  }
  const rows = Object.entries(account(user)).map(
    ([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(String(value))}</td></tr>`,
  );
  const form = '<form method="post" action="/practice/logout"><button>Log out</button></form>';
  return html(200, `Hello, ${user}`, `<table>\n${rows.join('\n')}\n</table>\n${form}`);
}

/** GET /practice/api/account: the same as JSON. */
export function accountData(request: Request): Response {
  const user = whoIs(request);
  if (user !== null) return json(200, account(user));
  const message =
    'Log in first: POST username and password to /practice/api/login, and send its cookie practice_session here.';
  return json(401, { error: 'not_logged_in', message });
}

function account(user: string) {
  const role = user === 'admin' ? 'administrator' : 'customer';
  return {
    user,
    role,
    email: `${user}@example.test`,
    balance: user === 'admin' ? 4200 : 17,
    currency: 'EUR',
  };
}
