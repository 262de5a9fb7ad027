import type { Path } from '@/lib/model/three-way';

const WORDS: Readonly<Record<string, string>> = {
  name: 'Name',
  description: 'Description',
  method: 'Method',
  url: 'URL',
  headers: 'Headers',
  params: 'Params',
  cookies: 'Cookies',
  auth: 'Auth',
  body: 'Body',
  timeout: 'Timeout',
  allowRedirects: 'Redirects',
  maxRedirects: 'Most redirects',
  http2: 'HTTP/2',
  proxies: 'Proxies',
  verify: 'Certificate check',
  cert: 'Client certificate',
  sendCookies: 'Sends cookies',
  storeCookies: 'Stores cookies',
  variables: 'Variables',
  socket: 'Messages',
  extract: 'Extract',
  assert: 'Assert',
  onFailure: 'When it fails',
  retries: 'Retries',
  steps: 'Steps',
  text: 'text',
  value: 'value',
  secret: 'secret or not',
  order: 'order',
};
/** Say nothing that the words after them do not. */
const SILENT = new Set(['spec', 'request', 'steps']);

/** The place of a change in words: `Step Log in · Headers · X-Trace`. `input` is what was edited, to name its steps. */
export function pathWords(path: Path, input: unknown): string {
  const words = path.flatMap((part, index) => {
    const before = path[index - 1];
    if (before === 'steps' && part !== 'order') return [`Step ${stepName(input, part)}`];
    if (SILENT.has(part) && index < path.length - 1 && path[index + 1] !== 'order') return [];
    return [isItem(before) ? part : (WORDS[part] ?? part)];
  });
  return words.join(' · ') || 'All of it';
}

/** What stands in a list goes by its own name. */
function isItem(before: string | undefined): boolean {
  return ['headers', 'params', 'variables', 'extract', 'proxies', 'cookies'].includes(before ?? '');
}

function stepName(input: unknown, id: string): string {
  const { steps = [] } = (input ?? {}) as { steps?: { id?: string; name: string }[] };
  return steps.find((step) => step.id === id)?.name ?? 'that was removed';
}

const HIDDEN = /pass|secret|token|key/i;

/** A value as one reads it; what is a secret is dots. */
export function valueWords(path: Path, value: unknown): string {
  if (value === undefined) return 'Not there';
  if (path.some((part) => HIDDEN.test(part)) || value === null) return '••••';
  if (typeof value === 'string') return value === '' ? 'Empty' : value;
  return JSON.stringify(value, null, 2);
}
