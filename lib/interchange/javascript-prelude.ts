/** One request with undici, and its redirects. */
export const UNDICI_SEND = `import { request } from 'undici';
import { CookieJar } from 'tough-cookie';

const jar = new CookieJar();

async function once(method, url, headers, body) {
  const { statusCode: status, headers: answered, body: content } = await request(url, { method, headers, body });
  const header = (name) => [answered[name.toLowerCase()] ?? []].flat().join(', ') || undefined;
  return { status, header, setCookies: [answered['set-cookie'] ?? []].flat(), text: await content.text() };
}`;

/** One request with fetch. */
export const FETCH_SEND = `import { CookieJar } from 'tough-cookie';

const jar = new CookieJar();

async function once(method, url, headers, body) {
  const answer = await fetch(url, { method, headers, body, redirect: 'manual' });
  const header = (name) => answer.headers.get(name) ?? undefined;
  return { status: answer.status, header, setCookies: answer.headers.getSetCookie(), text: await answer.text() };
}`;

/** Cookies, redirects as Python's requests follows them, and checks. */
export const PRELUDE = `/** Sends with the jar's cookies and follows redirects. */
async function send(method, url, { headers = {}, body, follow = true } = {}) {
  for (let hop = 0; hop <= 30; hop += 1) {
    const cookies = await jar.getCookieString(url);
    const began = performance.now();
    const answer = await once(method, url, { ...headers, ...(cookies && { Cookie: cookies }) }, body);
    for (const line of answer.setCookies) await jar.setCookie(line, url, { ignoreError: true });
    const location = answer.header('location');
    if (!follow || !location || ![301, 302, 303, 307, 308].includes(answer.status))
      return { ...answer, url, elapsedMs: performance.now() - began };
    const next = new URL(location, url);
    if (next.origin !== new URL(url).origin) headers = without(headers, 'authorization');
    url = next.href;
    if (answer.status === 303 || (answer.status < 303 && method === 'POST')) {
      method = method === 'HEAD' ? method : 'GET';
      body = undefined;
      headers = without(headers, 'content-type');
    }
  }
  throw new Error('more than 30 redirects');
}

function without(headers, gone) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== gone));
}

/** The jar's cookie of that name, the one with the longest path. */
async function cookie(name) {
  const { cookies } = await jar.serialize();
  const found = cookies.filter(({ key }) => key === name);
  return found.sort((a, b) => b.path.length - a.path.length)[0];
}

function check(what, value, holds, stops = true) {
  if (holds(value)) return;
  console.error(\`failed: \${what}; actual: \${JSON.stringify(value)?.slice(0, 500)}\`);
  if (stops) process.exit(1);
}

function parts(fields) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

function missing(name) {
  console.error(\`Set \${name}.\`);
  process.exit(2);
}`;
