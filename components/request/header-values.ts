const MEDIA = [
  'application/json',
  'application/x-www-form-urlencoded',
  'application/xml',
  'text/html',
  'text/plain',
];

/** Values that are typed often, by header name in lower case. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  accept: ['*/*', ...MEDIA, 'text/event-stream', 'image/*'],
  'accept-encoding': ['gzip, deflate, br, zstd', 'identity'],
  'accept-language': ['en', 'en-GB, en;q=0.8', 'de, en;q=0.5'],
  authorization: ['Bearer ', 'Basic '],
  'cache-control': ['no-cache', 'no-store', 'max-age=0', 'only-if-cached'],
  connection: ['keep-alive', 'close'],
  'content-type': [...MEDIA, 'multipart/form-data', 'application/graphql', 'application/octet-stream'],
  dnt: ['1'],
  expect: ['100-continue'],
  'if-none-match': ['*'],
  pragma: ['no-cache'],
  range: ['bytes=0-1023'],
  'x-requested-with': ['XMLHttpRequest'],
};

const NONE: readonly string[] = [];

/** What a header of this name often says; nothing for an unknown one. */
export function headerValues(name: string): readonly string[] {
  return VALUES[name.trim().toLowerCase()] ?? NONE;
}
