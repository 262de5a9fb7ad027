import { html } from './answer';

const PAGES: readonly [method: string, path: string, what: string][] = [
  [
    'POST',
    '/practice/api/login',
    'log in: <code>username</code> and <code>password</code> as a form or JSON; sets the cookie <code>practice_session</code>',
  ],
  ['GET', '/practice/api/account', 'your account as JSON, 401 unless logged in'],
  ['GET', '/practice/login', 'a login form with a hidden <code>_csrf</code>; POST it to the same address'],
  ['GET', '/practice/account', 'your account as a page'],
  ['GET', '/practice/logout', 'takes the cookie away (POST does too)'],
  [
    'GET',
    '/practice/redirect/3',
    'three redirects, each setting a cookie; <code>?status=</code> 301, 302, 303, 307 or 308',
  ],
  ['GET', '/practice/api/products', '2 kB of JSON'],
  ['any', '/practice/api/echo', 'what arrived: method, headers, cookies, body'],
  ['GET', '/practice/api/basic', 'wants HTTP Basic authentication'],
  ['GET', '/practice/slow?ms=2000', 'answers after a while, 10 s at most'],
  ['any', '/practice/status/404', 'answers with that status'],
  [
    'GET',
    '/practice/rooms/my-room/login',
    'all of this again in a room of your own, which <code>…/my-room/switches</code> can change',
  ],
];

/** GET /practice: what the site is and what it has. */
export function indexPage(): Response {
  const rows = PAGES.map(
    ([method, path, what]) => `<tr><td>${method}</td><td>${link(method, path)}</td><td>${what}</td></tr>`,
  );
  return html(
    200,
    'Practice site',
    `<p>A small site to try requests on. It keeps nothing: its cookies say all it knows, they are named <code>practice_…</code> and go to
<code>/practice</code> alone. Two people can log in: <code>admin</code> with <code>password</code>, <code>alice</code> with <code>wonderland</code>.</p>
<table>
<tr><th>Method</th><th>Address</th><th>Does</th></tr>
${rows.join('\n')}
</table>`,
  );
}

function link(method: string, path: string): string {
  return method === 'POST' ? `<code>${path}</code>` : `<a href="${path}"><code>${path}</code></a>`;
}
