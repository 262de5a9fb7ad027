import type { Place, Publication } from './publish';
import { isTemplate, keyShaped, kindByName } from './secrets';

/** scheme, userinfo, the rest up to the query, the query, the fragment – as typed, templates and all */
const URL_PARTS = /^(\s*[a-z][a-z0-9+.-]*:\/\/)?(?:([^/?#@]*)@)?([^?#]*)(\?[^#]*)?(#.*)?$/is;

/** Takes a password in the userinfo, and query values that are secrets, out of a URL as typed. */
export function publishUrl(url: string, place: Place, publication: Publication): string {
  const parts = URL_PARTS.exec(url);
  if (!parts) return url;
  const [, scheme = '', userinfo, rest = '', query = '', fragment = ''] = parts;
  const kept = userinfo === undefined ? '' : `${publishUserinfo(userinfo, place, publication)}@`;
  const pieces = query.slice(1).split('&');
  const published = pieces.map((piece) => publishParam(piece, place, publication)).join('&');
  return `${scheme}${kept}${rest}${query && '?'}${published}${fragment}`;
}

function publishUserinfo(userinfo: string, { path }: Place, publication: Publication): string {
  const colon = userinfo.indexOf(':');
  const secret = userinfo.slice(colon + 1);
  if (colon < 0 || isTemplate(secret)) return userinfo;
  const place = { path: [...path, 'password'], name: 'password' };
  return `${userinfo.slice(0, colon)}:${publication.withhold(place, 'password', secret)}`;
}

function publishParam(piece: string, { path }: Place, publication: Publication): string {
  const [name = '', ...rest] = piece.split('=');
  const value = rest.join('=');
  if (isTemplate(value)) return piece;
  const kind = kindByName(name) ?? (keyShaped(value) ? 'token' : null);
  return kind ? `${name}=${publication.withhold({ path: [...path, name], name }, kind, value)}` : piece;
}
