import { escapeHtml, html, redirect } from './answer';
import { readFields } from './fields';

/** A copy of the site under an address of its own, which whoever knows its name may change. */
const ROOM = /^\/practice\/rooms\/([a-z0-9-]{1,40})(?=\/|$)/;
const USUAL = 'practice_session';
const RENAMED = 'practice_sid';
/** The room that was changed longest ago gives way, and is as it was at first. */
const MOST_ROOMS = 1000;

/** Next may load this file more than once in a process, so what was switched is held where all copies see it. */
const shared = globalThis as typeof globalThis & { practiceRooms?: Set<string> };
const renamedRooms = (): Set<string> => (shared.practiceRooms ??= new Set());

type Site = (request: Request) => Promise<Response>;

/**
 * Answers for `/practice/rooms/NAME/…` what `site` answers for `/practice/…`, with links that stay in the room. On
 * `…/switches` the room can be told to change: to name its login cookie `practice_sid`, as a site does that is worked on.
 */
export async function inRoom(request: Request, site: Site): Promise<Response> {
  const url = new URL(request.url);
  const [prefix, name] = ROOM.exec(url.pathname) ?? [];
  if (prefix === undefined || name === undefined) return site(request);
  const rest = url.pathname.slice(prefix.length);
  if (rest === '/switches') return switches(request, prefix, name);
  url.pathname = `/practice${rest}`;
  const isRenamed = renamedRooms().has(name);
  const response = await site(toSite(request, url, isRenamed));
  return fromSite(response, prefix, isRenamed);
}

function toSite(request: Request, url: URL, isRenamed: boolean): Request {
  const headers = new Headers(request.headers);
  const cookie = headers.get('cookie');
  if (cookie !== null && isRenamed) {
    headers.set(
      'cookie',
      cookie.replaceAll(`${USUAL}=`, 'practice_old=').replaceAll(`${RENAMED}=`, `${USUAL}=`),
    );
  }
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers,
    body: request.body,
    duplex: 'half',
  };
  return new Request(url, init);
}

async function fromSite(response: Response, prefix: string, isRenamed: boolean): Promise<Response> {
  const headers = new Headers();
  for (const [name, value] of response.headers) if (name !== 'set-cookie') headers.append(name, value);
  for (const line of response.headers.getSetCookie())
    headers.append('set-cookie', isRenamed ? line.replace(`${USUAL}=`, `${RENAMED}=`) : line);
  const location = headers.get('location');
  if (location !== null) headers.set('location', location.replace(/^\/practice(?=\/|$)/, prefix));
  const { status } = response;
  if (!(headers.get('content-type') ?? '').startsWith('text/html')) {
    return new Response(response.body, { status, headers });
  }
  const page = (await response.text()).replace(/(href|action)="\/practice(?=[/"])/g, `$1="${prefix}`);
  return new Response(page, { status, headers });
}

async function switches(request: Request, prefix: string, name: string): Promise<Response> {
  const rooms = renamedRooms();
  if (request.method === 'POST') {
    const wanted = (await readFields(request))?.get('cookie');
    rooms.delete(name);
    if (wanted === RENAMED) rooms.add(name);
    const [oldest] = rooms;
    if (rooms.size > MOST_ROOMS && oldest !== undefined) rooms.delete(oldest);
    return redirect(303, `${prefix}/switches`);
  }
  const now = rooms.has(name) ? RENAMED : USUAL;
  const other = now === USUAL ? RENAMED : USUAL;
  return html(
    200,
    'Switches of this room',
    `<p>Room <code>${escapeHtml(name)}</code> names its login cookie <code>${now}</code>. Change it to see what a diff of two runs says.</p>
<form method="post" action="${prefix}/switches">
<button name="cookie" value="${other}">Name the cookie ${other}</button>
</form>
<p><a href="${prefix}/login">Log in to this room</a></p>`,
  );
}
