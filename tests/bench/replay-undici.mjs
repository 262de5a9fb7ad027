import assert from 'node:assert/strict';
import { CookieJar } from 'tough-cookie';
import { Pool } from 'undici';

/** The four steps of replay.mjs with undici and tough-cookie, which store nothing: `replay-undici.mjs URL COUNT`. */
const [, , url, count] = process.argv;
const pool = new Pool(url, { connections: 1 });

for (let i = 0; i < Number(count); i += 1) {
  const jar = new CookieJar();
  const form = await call(jar, 'GET', '/login');
  assert.equal(form.status, 200);
  const [, csrf] = /name="_csrf" value="([^"]+)"/.exec(form.text);
  const fields = new URLSearchParams({ _csrf: csrf, username: 'admin', password: 'password' });
  const moved = await call(jar, 'POST', '/login', fields.toString());
  assert.equal(moved.status, 303);
  assert.equal((await call(jar, 'GET', moved.location)).status, 200);
  assert((await jar.getCookies(url)).some(({ key }) => key === 'login'));
  const account = await call(jar, 'GET', '/account');
  assert.equal(JSON.parse(account.text).user, 'admin');
  const items = await call(jar, 'GET', '/items');
  assert.equal(JSON.parse(items.text).items[39].ok, true);
}
await pool.close();

async function call(jar, method, path, body) {
  const cookie = await jar.getCookieString(url + path);
  const headers = { ...(cookie && { cookie }) };
  if (body) headers['content-type'] = 'application/x-www-form-urlencoded';
  const response = await pool.request({ method, path, headers, body: body ?? null });
  for (const line of [response.headers['set-cookie'] ?? []].flat()) await jar.setCookie(line, url + path);
  return {
    status: response.statusCode,
    location: response.headers.location,
    text: await response.body.text(),
  };
}
