/** Where a value is: names and places from the outermost value on. */
export type Location = readonly (string | number)[];

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The JSONPath of one value (RFC 9535), short where a name allows it: `$.items[3]['first name']`. */
export function pathOf(location: Location): string {
  return `$${location.map(segmentOf).join('')}`;
}

function segmentOf(part: string | number): string {
  if (typeof part === 'number') return `[${String(part)}]`;
  if (PLAIN_NAME.test(part)) return `.${part}`;
  const quoted = JSON.stringify(part).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `['${quoted}']`;
}

/** A JSON string as the text it means; anything else, and a string that was cut, as it stands. */
export function plainOf(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}
