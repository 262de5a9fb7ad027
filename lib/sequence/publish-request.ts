import { below, type Place, type Publication } from './publication';
import {
  digitsOf,
  isUrl,
  publishDocument,
  publishForm,
  publishHeader,
  publishText,
  publishUrl,
} from './publish-text';
import { publishBytes } from './publish-bytes';
import { isTemplate, keyShaped, kindByName, kindByParam, type SecretKind } from './secrets';

/** Copies a request, a session's settings or a JSON document with every secret in it replaced. */
export function publishValue(value: unknown, place: Place, publication: Publication): unknown {
  if (typeof value === 'string') return publishString(value, place, publication);
  const digits = digitsOf(value);
  if (digits !== null) return publishNumber(value, digits, place, publication);
  if (isPair(value)) return publishPair(value, place, publication);
  if (Array.isArray(value))
    return value.map((item, index) =>
      publishValue(item, below(place, String(index + 1), place.name), publication),
    );
  if (typeof value !== 'object' || value === null) return value;
  return publishObject(value, place, publication);
}

function publishObject(value: object, place: Place, publication: Publication): unknown {
  const bytes = publishBytes(value, place, publication);
  if (bytes !== null) return bytes;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const name = nameOf(value, key);
      return [
        publishKey(key, place, publication),
        publishValue(item, below(place, key, name, kindUnder(place, key)), publication),
      ];
    }),
  );
}

/** A `[name, value]` of headers, params or fields. */
function publishPair(pair: readonly [string, unknown], place: Place, publication: Publication): unknown {
  const [name, value] = pair;
  const inner = { ...place, path: [...place.path.slice(0, -1), name], name };
  return [publishKey(name, place, publication), publishValue(value, inner, publication)];
}

function publishKey(key: string, place: Place, publication: Publication): string {
  return keyShaped(key) === null ? key : publishText(key, place, publication);
}

/** What a secret's name holds is secret down to its leaves; a request's own `auth` and `cookies` have rules of their own. */
function kindUnder({ path, under }: Place, key: string): SecretKind | null {
  const isRoot = path[0] === 'session' ? path.length === 1 : path.length === 3 && path[2] === 'request';
  return under ?? (isRoot ? null : kindByName(key));
}

/** Which field of a request or of a session's settings a place is in. */
function fieldOf(path: readonly string[]): string | undefined {
  return path[0] === 'session' ? path[1] : path[3];
}

/** `{name: "password", value: "…"}` (a multipart part, an API key) is named by its own `name`. */
function nameOf(holder: object, key: string): string {
  return key === 'value' && 'name' in holder && typeof holder.name === 'string' ? holder.name : key;
}

function isPair(value: unknown): value is [string, unknown] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}

/** Of a number only its place can tell that it is a secret. */
function publishNumber(value: unknown, digits: string, place: Place, publication: Publication): unknown {
  const kind = kindByPlace(place);
  if (kind === null || digits.length < 3 || isSetting(place)) return value;
  const put = publication.withhold(place, kind, digits);
  return put === digits ? value : put;
}

const SETTINGS = /^(timeout|maxRedirects|verify|version|count|idle|time|code|connect|read)$/;
function isSetting({ path }: Place): boolean {
  return SETTINGS.test(path.at(-1) ?? '') && !path.includes('body');
}

function publishString(text: string, place: Place, publication: Publication): string {
  const last = place.path.at(-1);
  if (isTemplate(text) || last === 'type') return text;
  if (isUrl(place)) return publishUrl(text, place, publication);
  const header = place.path.includes('headers') ? publishHeader(text, place, publication) : null;
  if (header !== null) return header;
  const kind = kindByPlace(place);
  if (kind) return publication.withhold(place, kind, text);
  if (last === 'fields' || last === 'params') return publishForm(text, place, publication);
  return publishDocument(text, place, publication, publishValue);
}

/** What a field of an `auth` holds. */
const AUTH_FIELDS: Readonly<Record<string, SecretKind>> = {
  password: 'password',
  token: 'authorization',
  value: 'apiKey',
  clientSecret: 'token',
  secretAccessKey: 'apiKey',
  sessionToken: 'token',
};

/** Fields of a request in which names say nothing, as they mean something of their own. */
const FIELD_RULES: Readonly<Record<string, (last: string) => SecretKind | null>> = {
  auth: (last) => AUTH_FIELDS[last] ?? null,
  cookies: () => 'cookie',
  cert: (last) => (last === 'key' ? 'token' : null),
};

/** The kind of secret that stands at such a place, whatever it looks like. */
function kindByPlace({ path, name, under }: Place): SecretKind | null {
  const field = fieldOf(path) ?? '';
  const rule = FIELD_RULES[field];
  if (rule) return rule(path.at(-1) ?? '');
  const isParam = field === 'params' || path.includes('fields') || path.includes('parts');
  return (isParam ? kindByParam(name) : kindByName(name)) ?? under ?? null;
}
