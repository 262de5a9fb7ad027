import type { AuthDraft } from './auth-draft';
import type { Draft, Row } from './draft';

/** Secret texts of a draft by where they stand: `auth.password`, `headers.ROW`, `url`. */
export type Secrets = Record<string, string>;

const NAMES =
  /pass(?!age|ive|es\b)|secret|token|api[-_]?key|credential|private|jwt|otp\b|^pin$|^sid$|session|cookie|authorization|signature/i;
/** The same in the text of a body: a name that ends before a value begins. */
const IN_TEXT = /(pass(word|wd|phrase)|secret|token|api[-_]?key|credential|private[-_]?key)["']?\s*[:=]/i;
const AUTH_FIELDS = [
  'password',
  'token',
  'value',
  'secretAccessKey',
  'sessionToken',
  'clientSecret',
] as const;
const TEXTS = ['json', 'text', 'graphql', 'graphqlVariables', 'clientKey'] as const;
const TABLES = ['headers', 'params', 'form', 'proxies'] as const;

/** A template is no secret: its value is elsewhere. */
const isTemplate = (value: string) => /^\s*(\w+ )?\{\{[^{}]+\}\}\s*$/.test(value);

function isSecretRow(table: (typeof TABLES)[number], { name, value }: Pick<Row, 'name' | 'value'>): boolean {
  if (!value || isTemplate(value)) return false;
  return table === 'proxies' ? value.includes('@') : NAMES.test(name);
}

/** A URL without the password before its host and without the values of secret-sounding parameters. */
export function cutUrl(url: string): string {
  return url
    .replace(/^([a-z][\w+.-]*:\/\/[^/?#@:]*:)[^/?#@]+@/i, '$1@')
    .replace(/([?&]([^=&#]+)=)([^&#]+)/g, (whole, before: string, name: string, value: string) =>
      NAMES.test(name) && !isTemplate(value) ? before : whole,
    );
}

/**
 * Takes the values that sound secret out of a draft, so that what is left may lie in this browser for as long as it
 * likes. Passwords and tokens of an auth, values whose names say what they are, keys, whole bodies that hold such names.
 */
export function cutSecrets(draft: Draft): { open: Draft; secrets: Secrets } {
  const secrets: Secrets = {};
  const cut = (place: string, value: string, left = ''): string => {
    if (value === left || isTemplate(value)) return value;
    secrets[place] = value;
    return left;
  };
  const auth = { ...draft.auth };
  for (const field of AUTH_FIELDS) auth[field] = cut(`auth.${field}`, auth[field]);
  const open = { ...draft, auth, url: cut('url', draft.url, cutUrl(draft.url)) };
  if (draft.basis?.text) {
    secrets['basis'] = `${String(draft.basis.version)} ${draft.basis.text}`;
    open.basis = { ...draft.basis, text: null };
  }
  for (const field of TEXTS)
    if (field === 'clientKey' || IN_TEXT.test(open[field])) open[field] = cut(field, open[field]);
  for (const table of TABLES)
    open[table] = open[table].map((row) =>
      isSecretRow(table, row) ? { ...row, value: cut(`${table}.${row.id}`, row.value ?? '') } : row,
    );
  open.parts = open.parts.map((part) =>
    NAMES.test(part.name) ? { ...part, value: cut(`parts.${part.id}`, part.value) } : part,
  );
  open.socket = {
    ...open.socket,
    messages: open.socket.messages.map((message) =>
      IN_TEXT.test(message.text)
        ? { ...message, text: cut(`messages.${message.id}`, message.text) }
        : message,
    ),
  };
  return { open, secrets };
}

/** Puts secrets back where nothing else has been typed meanwhile. */
export function joinSecrets(draft: Draft, secrets: Secrets): Draft {
  const back = (place: string, left: string) => (left === '' ? (secrets[place] ?? left) : left);
  const rows = <T extends { id: string }>(table: string, list: readonly T[], field: keyof T): T[] =>
    list.map((row) =>
      row[field] === '' && secrets[`${table}.${row.id}`] !== undefined
        ? { ...row, [field]: secrets[`${table}.${row.id}`] }
        : row,
    );
  const auth: AuthDraft = { ...draft.auth };
  for (const field of AUTH_FIELDS) auth[field] = back(`auth.${field}`, auth[field]);
  const { url } = secrets;
  return {
    ...draft,
    auth,
    basis: joinBasis(draft.basis, secrets['basis']),
    url: url !== undefined && cutUrl(url) === draft.url ? url : draft.url,
    ...Object.fromEntries(TEXTS.map((field) => [field, back(field, draft[field])])),
    headers: rows('headers', draft.headers, 'value'),
    params: rows('params', draft.params, 'value'),
    form: rows('form', draft.form, 'value'),
    proxies: rows('proxies', draft.proxies, 'value'),
    parts: rows('parts', draft.parts, 'value'),
    socket: { ...draft.socket, messages: rows('messages', draft.socket.messages, 'text') },
  };
}

/** What a draft was opened from is put back when it is of the same version. */
function joinBasis(basis: Draft['basis'], kept: string | undefined): Draft['basis'] {
  if (!basis || basis.text !== null || !kept?.startsWith(`${String(basis.version)} `)) return basis;
  return { ...basis, text: kept.slice(kept.indexOf(' ') + 1) };
}
