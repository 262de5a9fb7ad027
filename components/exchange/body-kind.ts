import type { ReceivedResponse } from '@/lib/model/exchange';

export type BodyShape = 'empty' | 'json' | 'html' | 'image' | 'text' | 'binary';

/** The media type of a response without its parameters, lower case; empty when it names none. */
export function mediaTypeOf({ headers }: Pick<ReceivedResponse, 'headers'>): string {
  const line = headers.findLast(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return (line.split(';')[0] ?? '').trim().toLowerCase();
}

/** How a body is best shown: by its media type, and by its first character when that says nothing. */
export function bodyShape(response: ReceivedResponse): BodyShape {
  const type = mediaTypeOf(response);
  const { size, text } = response.body;
  if (size === 0) return 'empty';
  if (type.startsWith('image/')) return 'image';
  if (text === undefined) return 'binary';
  if (/[/+]json$/.test(type)) return 'json';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  return type === '' && /^\s*[[{]/.test(text) ? 'json' : 'text';
}
