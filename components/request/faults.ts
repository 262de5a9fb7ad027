import type { Exchange } from '@/lib/model/exchange';
import type { Refusal } from '@/components/shell/outcome';
import type { Draft } from './draft';
import type { RequestTab } from './draft-store';

/** The inputs that a sentence can stand beside. */
type Field =
  | 'url'
  | 'method'
  | 'params'
  | 'headers'
  | 'body'
  | 'auth'
  | 'timeout'
  | 'maxRedirects'
  | 'proxies'
  | 'verify'
  | 'cert'
  | 'http2'
  | 'socket';
/** A row of what is taken or checked is named with its place: `extract.0.expression`. */
type RowField = `${'extract' | 'assert'}.${string}`;
export type Faults = Partial<Record<Field | RowField, string>>;

/** Where the inputs of a field are; the URL row is no tab. */
const TAB_OF: Partial<Record<string, RequestTab>> = {
  params: 'params',
  headers: 'headers',
  body: 'body',
  socket: 'body',
  auth: 'auth',
  extract: 'extract',
  assert: 'assert',
  timeout: 'settings',
  maxRedirects: 'settings',
  proxies: 'settings',
  verify: 'settings',
  cert: 'settings',
  http2: 'settings',
};

/** Whether something in a tab is wrong. */
export function isFaulty(faults: Faults, tab: RequestTab): boolean {
  return Object.keys(faults).some((field) => TAB_OF[field.split('.')[0] ?? ''] === tab);
}

const FIELDS: readonly Field[] = [
  'url',
  'method',
  'params',
  'headers',
  'body',
  'auth',
  'timeout',
  'maxRedirects',
  'proxies',
  'verify',
  'cert',
  'http2',
  'socket',
];

/** The input whose value made a send fail, for the codes that are always the same one's fault. */
const BY_CODE: Record<string, Field> = {
  missing_schema: 'url',
  invalid_schema: 'url',
  invalid_url: 'url',
  blocked_address: 'url',
  dns_error: 'url',
  connection_error: 'url',
  invalid_header: 'headers',
  invalid_json: 'body',
  invalid_body: 'body',
  too_many_redirects: 'maxRedirects',
  tls_error: 'verify',
  proxy_error: 'proxies',
  invalid_proxy_url: 'proxies',
  connect_timeout: 'timeout',
  read_timeout: 'timeout',
  total_timeout: 'timeout',
};

function fieldOf(path: string): Field | undefined {
  const parts = path.split('.').filter((part) => part !== 'spec' && part !== 'request');
  return FIELDS.find((field) => field === parts[0]);
}

/** The sentences of a send that was recorded with an error. */
export function faultsOfExchange({ error }: Pick<Exchange, 'error'>): Faults {
  if (!error) return {};
  // A server that speaks no TLS is named by the URL; what it proves itself with is a setting.
  const noTls = error.code === 'tls_error' && error.reason === 'protocol';
  const field = (error.field && fieldOf(error.field)) ?? (noTls ? 'url' : BY_CODE[error.code]);
  return field ? { [field]: error.message } : {};
}

function isRow(path: string): path is RowField {
  return /^(extract|assert)\./.test(path);
}

/** The sentences of a send that was refused before it began. */
export function faultsOfRefusal({ errors }: Refusal): Faults {
  const faults: Faults = {};
  for (const { path, message } of errors) {
    const field = isRow(path) ? path : fieldOf(path);
    if (field) faults[field] ??= message;
  }
  return faults;
}

const OWNER: Partial<Record<keyof Draft, string>> = {
  extract: 'extract',
  assert: 'assert',
  url: 'url',
  method: 'method',
  params: 'params',
  headers: 'headers',
  auth: 'auth',
  timeout: 'timeout',
  maxRedirects: 'maxRedirects',
  redirects: 'maxRedirects',
  proxies: 'proxies',
  noProxy: 'proxies',
  verify: 'verify',
  ca: 'verify',
  clientCert: 'cert',
  clientKey: 'cert',
  http2: 'http2',
  socket: 'socket',
  ...Object.fromEntries(
    ['bodyKind', 'json', 'text', 'contentType', 'graphql', 'graphqlVariables', 'form', 'parts', 'file'].map(
      (key) => [key, 'body'],
    ),
  ),
};

/** The faults that are left once `patch` was typed: what is being mended is no longer accused. */
export function withoutMended(faults: Faults, patch: Partial<Draft>): Faults {
  const mended = Object.keys(patch).map((key) => OWNER[key as keyof Draft]);
  return Object.fromEntries(
    Object.entries(faults).filter(([field]) => !mended.includes(field.split('.')[0])),
  );
}
