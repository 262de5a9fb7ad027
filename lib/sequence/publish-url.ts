import type { Publication } from './publish';
import { isTemplate, keyShaped, kindByName } from './secrets';

/** scheme, userinfo, the rest up to the query, the query, the fragment – as typed, templates and all */
const URL_PARTS = /^(\s*[a-z][a-z0-9+.-]*:\/\/)?(?:([^/?#@]*)@)?([^?#]*)(\?[^#]*)?(#.*)?$/is;

/** Takes a password in the userinfo, and query values that are secrets, out of a URL as typed. */
export function publishUrl(
  url: string,
  place: { path: readonly string[]; name: string },
  publication: Publication,
): string {
  const parts = URL_PARTS.exec(url);
  if (!parts) return url;
  const [, scheme = '', userinfo, rest = '', query = '', fragment = ''] = parts;
  const { path } = place;
  const queryOut = query
    .slice(1)
    .split('&')
    .map((piece) => {
      const [name = '', ...values] = piece.split('=');
      const value = values.join('=');
      const kind = isTemplate(value) ? null : (kindByName(name) ?? (keyShaped(value) ? 'token' : null));
      return kind ? `${name}=${publication.withhold({ path: [...path, name], name }, kind, value)}` : piece;
    })
    .join('&');
  let userinfoOut = userinfo;
  const colon = userinfo?.indexOf(':') ?? -1;
  if (userinfo !== undefined && colon >= 0 && !isTemplate(userinfo.slice(colon + 1))) {
    const secret = userinfo.slice(colon + 1);
    const place2 = { path: [...path, 'password'], name: 'password' };
    userinfoOut = `${userinfo.slice(0, colon)}:${publication.withhold(place2, 'password', secret)}`;
  }
  return `${scheme}${userinfoOut === undefined ? '' : `${userinfoOut}@`}${rest}${query ? `?${queryOut}` : ''}${fragment}`;
}
