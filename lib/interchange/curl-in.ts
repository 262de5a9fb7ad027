import type { Part } from '@/lib/model/body';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import { bodyOfText } from './body-in';
import { curlOptions, type CurlOption, type GivenOption } from './curl-options';
import type { ReadRequest } from './read-request';
import { shellWords } from './shell-words';

/** Whether a text begins like a curl command, with or without a prompt before it. */
export function isCurl(text: string): boolean {
  return /^\s*(?:[$>#]\s+)?curl(?:\.exe)?\s/i.test(text);
}

/** What the options said so far. */
interface Gathered {
  method: string;
  urls: string[];
  headers: [string, string | null][];
  data: string[];
  parts: Part[];
  user: string | null;
  asked: Set<CurlOption>;
  spec: Partial<RequestSpecInput>;
  warnings: string[];
}

/**
 * A curl command as a request. What cannot be taken over (files, unknown options) is said in `warnings`. Redirects are
 * left to the session unless `-L` asks for them, since a browser that copies a command follows them without saying so.
 */
export function curlIn(text: string): ReadRequest {
  const { words, warnings } = shellWords(text.trim().replace(/^[$>#]\s+/, ''));
  const gathered: Gathered = {
    ...{ method: '', urls: [], headers: [], data: [], parts: [], user: null },
    ...{ asked: new Set(), spec: {}, warnings: [...warnings] },
  };
  for (const option of curlOptions(words.slice(1))) take(option, gathered);
  return { spec: specOf(gathered), warnings: gathered.warnings };
}

function take(option: GivenOption, into: Gathered): void {
  const { name, does, value } = option;
  if (does === null) into.warnings.push(`${name} is not understood and left out.`);
  else if (does === 'file')
    into.warnings.push(`${name} ${value} names a file of another machine and is left out.`);
  else {
    into.asked.add(does);
    DEEDS[does]?.(value, into);
  }
}

const seconds = (value: string) => Math.max(0.001, Number(value) || 0.001);

const DEEDS: Partial<Record<CurlOption, (value: string, into: Gathered) => void>> = {
  method: (value, into) => (into.method = value),
  url: (value, into) => into.urls.push(value),
  header: takeHeader,
  data: (value, into) => takeData(value, value, into),
  'data-raw': (value, into) => into.data.push(value),
  'data-urlencode': takeEncoded,
  json: (value, into) => takeData(value, value, into),
  form: takePart,
  'form-string': (value, into) => into.parts.push(fieldOf(value)),
  user: (value, into) => (into.user = value),
  cookie: takeCookie,
  agent: (value, into) => into.headers.push(['User-Agent', value]),
  referer: (value, into) => into.headers.push(['Referer', value]),
  proxy: (value, into) => (into.spec.proxies = { all: value.includes('://') ? value : `http://${value}` }),
  bearer: (value, into) => (into.spec.auth = { type: 'bearer', token: value }),
  insecure: (_value, into) => (into.spec.verify = false),
  follow: (_value, into) => (into.spec.allowRedirects = true),
  'max-redirects': (value, into) => (into.spec.maxRedirects = Math.min(100, Math.max(0, Number(value) || 0))),
  'max-time': (value, into) => (into.spec.timeout = seconds(value)),
  'connect-timeout': (value, into) => (into.spec.timeout ??= { connect: seconds(value) }),
};

/** `Name: value`; `Name:` takes a header away and `Name;` sends it empty. */
function takeHeader(value: string, into: Gathered): void {
  if (value.startsWith('@'))
    into.warnings.push(`-H ${value} reads a file, which a page cannot; its headers are missing.`);
  else if (/^[^:]+;$/.test(value)) into.headers.push([value.slice(0, -1), '']);
  else {
    const at = value.indexOf(':');
    if (at === -1) return;
    const content = value.slice(at + 1).trim();
    into.headers.push([value.slice(0, at).trim(), content === '' ? null : content]);
  }
}

function takeData(value: string, data: string, into: Gathered): void {
  if (value.startsWith('@'))
    into.warnings.push(`The body is in the file ${value.slice(1)}: choose it under Body, File.`);
  else into.data.push(data);
}

/** `content`, `=content` and `name=content`; the content is encoded. */
function takeEncoded(value: string, into: Gathered): void {
  const [, name = '', mark = '', content = ''] = /^([^=@]*)([=@])(.*)$/s.exec(value) ?? ['', '', '=', value];
  if (mark === '@') into.warnings.push(`--data-urlencode ${value} reads a file, which a page cannot.`);
  else into.data.push(`${name === '' ? '' : `${name}=`}${encodeURIComponent(content)}`);
}

function fieldOf(value: string): { name: string; value: string } {
  const at = value.indexOf('=');
  return at === -1 ? { name: value, value: '' } : { name: value.slice(0, at), value: value.slice(at + 1) };
}

/** `name=text`, `name=text;type=…`; `@` and `<` name files. */
function takePart(given: string, into: Gathered): void {
  const { name, value } = fieldOf(given);
  if (value.startsWith('@') || value.startsWith('<')) {
    const [file = ''] = value.slice(1).split(';');
    into.warnings.push(`The part ${name} is the file ${file}: choose it under Body, Multipart.`);
    into.parts.push({ name, filename: file.split(/[\\/]/).at(-1) ?? file, base64: '' });
  } else into.parts.push({ name, value: value.replace(/;type=[^;]*$/, '').replace(/^"(.*)"$/s, '$1') });
}

function takeCookie(value: string, into: Gathered): void {
  if (value.includes('=')) into.headers.push(['Cookie', value]);
  else into.warnings.push(`-b ${value} names a cookie file: import it into the session’s jar.`);
}

function specOf(gathered: Gathered): RequestSpecInput {
  const { asked, data, spec, user } = gathered;
  const headers = [...gathered.headers, ...headersOfJson(gathered)];
  const asQuery = asked.has('get');
  const body = asQuery ? undefined : bodyOf(gathered, typeOf(headers));
  return {
    method: methodOf(gathered, body !== undefined),
    url: withQuery(urlOf(gathered), asQuery ? data : []),
    ...(headers.length > 0 ? { headers } : {}),
    ...(user === null ? {} : { auth: authOf(user, asked.has('digest')) }),
    ...(body === undefined ? {} : { body }),
    ...spec,
  };
}

/** The first URL; curl takes http where no scheme is named. */
function urlOf({ urls: [url = '', ...others], warnings }: Gathered): string {
  if (url === '') warnings.push('The command names no URL.');
  if (others.length > 0) warnings.push(`Of ${String(others.length + 1)} URLs only the first is taken.`);
  return url === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
}

/** `--json` says two headers, unless they are given. */
function headersOfJson({ asked, headers }: Gathered): [string, string][] {
  if (!asked.has('json')) return [];
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const said: [string, string][] = [
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json'],
  ];
  return said.filter(([name]) => !given.has(name.toLowerCase()));
}

function typeOf(headers: readonly [string, string | null][]): string {
  return headers.findLast(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

function bodyOf({ data, parts, asked }: Gathered, contentType: string): RequestSpecInput['body'] {
  if (parts.length > 0) return { type: 'multipart', parts };
  if (data.length === 0) return undefined;
  // --json joins its pieces as they are, -d as a form's.
  const text = data.join(asked.has('json') ? '' : '&');
  return bodyOfText(text, contentType || 'application/x-www-form-urlencoded');
}

function methodOf({ method, asked }: Gathered, hasBody: boolean): string {
  if (method !== '') return method;
  if (asked.has('head')) return 'HEAD';
  return hasBody ? 'POST' : 'GET';
}

function withQuery(url: string, data: readonly string[]): string {
  if (data.length === 0) return url;
  const [address = '', fragment] = url.split('#');
  const query = `${address}${address.includes('?') ? '&' : '?'}${data.join('&')}`;
  return fragment === undefined ? query : `${query}#${fragment}`;
}

function authOf(user: string, digest: boolean): RequestSpecInput['auth'] {
  const at = user.indexOf(':');
  const [username, password] = at === -1 ? [user, ''] : [user.slice(0, at), user.slice(at + 1)];
  return { type: digest ? 'digest' : 'basic', username, password };
}
