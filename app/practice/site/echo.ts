import { json } from './answer';
import { readCookies, visibleCookieHeader } from './cookies';
import { readBody } from './fields';

/** Any method on /practice/api/echo: what arrived, as JSON. Header names are in lower case, as the server sees them. */
export async function echo(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const body = await readBody(request);
  return json(200, {
    method: request.method,
    path: url.pathname,
    query: [...url.searchParams],
    headers: headersOf(request),
    cookies: Object.fromEntries(readCookies(request)),
    body: { size: body.byteLength, ...textOrBase64(body) },
  });
}

function headersOf(request: Request): [string, string][] {
  // What Next adds for itself did not arrive from the caller.
  const arrived = [...request.headers].filter(([name]) => !name.startsWith('x-forwarded-'));
  const shown = arrived.map(([name, value]): [string, string] => [
    name,
    name === 'cookie' ? visibleCookieHeader(value) : value,
  ]);
  return shown.filter(([name, value]) => name !== 'cookie' || value !== '');
}

function textOrBase64(body: Uint8Array): { text: string } | { base64: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body) };
  } catch {
    return { base64: Buffer.from(body).toString('base64') };
  }
}
