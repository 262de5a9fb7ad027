import { randomBytes } from 'node:crypto';
import http from 'node:http';

/**
 * The site of `replay.mjs`: a login form with a CSRF token, its POST, which redirects with cookies, restricted JSON and
 * 2 kB of JSON. It counts whoever came through all four in order, so that nobody's own word for it is taken.
 */
const items = JSON.stringify({
  items: Array.from({ length: 40 }, (_, id) => ({ id, name: `item number ${id}`, ok: true })),
});
const long = 'x'.repeat(64 * 1024);
const forms = new Map();
const logins = new Map();
let done = 0;

const routes = {
  'GET /login': (_, response) => {
    const [visit, csrf] = [word(), word()];
    forms.set(visit, csrf);
    // Well-formed as XML too, since httpYac reads every HTML body as such.
    const form = `<!doctype html><html><body><form method="post"><input type="hidden" name="_csrf" value="${csrf}"/><input name="username"/><input name="password" type="password"/></form></body></html>`;
    answer(response, 200, 'text/html', form, { 'Set-Cookie': `visit=${visit}; Path=/; HttpOnly` });
  },
  'POST /login': ({ cookies, body }, response) => {
    const fields = new URLSearchParams(body);
    const csrf = forms.get(cookies.visit);
    forms.delete(cookies.visit);
    if (!csrf || fields.get('_csrf') !== csrf || fields.get('password') !== 'password')
      return answer(response, 403, 'text/plain', 'no');
    const login = word();
    logins.set(login, 'in');
    const cookie = [`login=${login}; Path=/; HttpOnly`, 'theme=light; Path=/; Max-Age=3600'];
    answer(response, 303, 'text/plain', '', { Location: '/home', 'Set-Cookie': cookie });
  },
  'GET /home': ({ cookies }, response) => {
    answer(response, logins.has(cookies.login) ? 200 : 401, 'text/html', '<h1>Welcome</h1>');
  },
  'GET /account': ({ cookies }, response) => {
    if (!logins.has(cookies.login)) return answer(response, 401, 'application/json', '{}');
    logins.set(cookies.login, 'seen');
    answer(response, 200, 'application/json', '{"user":"admin"}');
  },
  'GET /items': ({ cookies }, response) => {
    const state = logins.get(cookies.login);
    if (!state) return answer(response, 401, 'application/json', '{}');
    if (state === 'seen') done += 1;
    logins.delete(cookies.login);
    answer(response, 200, 'application/json', items);
  },
  'GET /long': (_, response) => answer(response, 200, 'text/plain', long),
  'GET /done': (_, response) => answer(response, 200, 'application/json', JSON.stringify({ done })),
};

const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=')),
    );
    const route = routes[`${request.method} ${request.url}`];
    if (route) route({ cookies, body: Buffer.concat(chunks).toString() }, response);
    else answer(response, 404, 'text/plain', 'not here');
  });
});
server.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port}`));

function answer(response, status, type, text, headers = {}) {
  response
    .writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text), ...headers })
    .end(text);
}

function word() {
  return randomBytes(12).toString('hex');
}
