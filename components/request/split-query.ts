import { newRow, type Row } from './draft';

/**
 * A URL with its query as rows, when rows say the same again: `?a=b%20c` does, `?flag` or another encoding does not and
 * stays in the URL. null: nothing to take out.
 */
export function splitQuery(url: string): { url: string; params: Row[] } | null {
  const [, address = '', query = '', fragment = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/[^?#]*)\?([^#]+)(#.*)?$/is.exec(url) ?? [];
  if (query === '' || query.includes('{{')) return null;
  const params = query.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return at === -1 ? null : newRow(decoded(pair.slice(0, at)), decoded(pair.slice(at + 1)));
  });
  const rows = params.filter((row) => row !== null);
  const again = new URLSearchParams(rows.map(({ name, value }): [string, string] => [name, value ?? '']));
  const same = rows.length === params.length && again.toString() === query.replaceAll('%20', '+');
  return same ? { url: address + fragment, params: rows } : null;
}

/** Percent-encoding undone where it can be. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
