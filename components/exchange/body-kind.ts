import type { ReceivedResponse } from '@/lib/model/exchange';

export type BodyShape =
  'empty' | 'json' | 'xml' | 'html' | 'events' | 'image' | 'audio' | 'video' | 'pdf' | 'text' | 'binary';

/** The media type of a response without its parameters, lower case; empty when it names none. */
export function mediaTypeOf({ headers }: Pick<ReceivedResponse, 'headers'>): string {
  const line = headers.findLast(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return (line.split(';')[0] ?? '').trim().toLowerCase();
}

const OF_TYPE: readonly [RegExp, BodyShape][] = [
  [/^image\//, 'image'],
  [/^audio\//, 'audio'],
  [/^video\//, 'video'],
  [/^application\/pdf$/, 'pdf'],
];
const OF_TEXT: readonly [RegExp, BodyShape][] = [
  [/[/+]json$/, 'json'],
  [/^(text\/html|application\/xhtml\+xml)$/, 'html'],
  [/[/+]xml$/, 'xml'],
  [/^text\/event-stream$/, 'events'],
];

/** How a body is best shown: by its media type, and by its first character when that says nothing. */
export function bodyShape(response: ReceivedResponse): BodyShape {
  const type = mediaTypeOf(response);
  const { size, text } = response.body;
  if (size === 0) return 'empty';
  const medium = shapeIn(OF_TYPE, type);
  if (medium) return medium;
  if (text === undefined) return 'binary';
  const named = shapeIn(OF_TEXT, type);
  if (named) return named;
  return type === '' && /^\s*[[{]/.test(text) ? 'json' : 'text';
}

function shapeIn(table: readonly [RegExp, BodyShape][], type: string): BodyShape | undefined {
  return table.find(([pattern]) => pattern.test(type))?.[1];
}

/** A way to look at a body. */
export type BodyMode = 'tree' | 'pretty' | 'text' | 'events' | 'preview' | 'hex';

const MODES: Record<BodyShape, readonly BodyMode[]> = {
  empty: [],
  json: ['tree', 'pretty', 'text', 'hex'],
  xml: ['pretty', 'text', 'hex'],
  html: ['text', 'preview', 'hex'],
  events: ['events', 'text', 'hex'],
  image: ['preview', 'hex'],
  audio: ['preview', 'hex'],
  video: ['preview', 'hex'],
  pdf: ['preview', 'hex'],
  text: ['text', 'hex'],
  binary: ['hex'],
};

/** The ways to look at a response's body, the best one first; none when there is no body. */
export function bodyModes(response: ReceivedResponse): readonly BodyMode[] {
  const shape = bodyShape(response);
  // An image that is text (SVG) can be read too.
  if (shape === 'image' && response.body.text !== undefined) return ['preview', 'pretty', 'text', 'hex'];
  return MODES[shape];
}
