import { gzipSync } from 'node:zlib';

/** JavaScript that a page may load before anything is asked of it, in bytes, gzip. */
export const BUDGETS = { playground: 200_000, shared: 150_000 };

const SCRIPT = /<script\b([^>]*)>/g;
const PRELOAD = /<link\b([^>]*\bas="script"[^>]*)>/g;

/**
 * The scripts that a page loads by itself, with their sizes in bytes: what its HTML names, but not what is only for
 * browsers without modules.
 * @param {string} url
 * @returns {Promise<{ path: string, raw: number, gzip: number }[]>}
 */
export async function scriptsOf(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const html = await answer.text();
  const named = [...html.matchAll(SCRIPT), ...html.matchAll(PRELOAD)]
    .map(([, attributes]) => attributes)
    .filter((attributes) => !/\bnomodule\b/i.test(attributes))
    .map((attributes) => /\b(?:src|href)="([^"]+)"/.exec(attributes)?.[1]);
  const paths = [...new Set(named.filter((path) => path !== undefined))];
  return Promise.all(paths.map((path) => sizeOf(url, path)));
}

async function sizeOf(page, path) {
  const answer = await fetch(new URL(path, page));
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { path, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

/**
 * A shared link to a sequence of one step, made for measuring its page.
 * @param {string} app `http://127.0.0.1:PORT`
 * @param {string} token of the API
 * @returns {Promise<string>}
 */
export async function sharedLink(app, token) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const post = async (path, body) => {
    const answer = await fetch(`${app}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const step = { name: 'One', request: { url: `${app}/practice/api/products` } };
  const { id } = await post('/sequences', { name: 'Size of the page', steps: [step] });
  const { url } = await post('/shares', { sequenceId: id });
  return new URL(new URL(url).pathname, app).href;
}
