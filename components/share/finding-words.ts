import type { Finding } from '@/lib/model/share';

export const KIND_WORDS: Record<Finding['kind'], string> = {
  authorization: 'Authorization',
  cookie: 'Cookie',
  secretVariable: 'Secret variable',
  password: 'Password',
  token: 'Token',
  apiKey: 'API key',
  bytes: 'Content that is no text',
};

const SILENT = new Set(['request', 'fields', 'value', 'parts', 'headers', 'params', 'base64', 'ledger']);
const WORDS: Readonly<Record<string, string>> = {
  sent: 'as sent',
  jarBefore: 'jar before',
  jarAfter: 'jar after',
  assert: 'check',
  assertions: 'check',
  extract: 'extract',
  extracted: 'taken out',
  stored: 'cookie stored',
  replaced: 'cookie replaced',
  rejected: 'cookie refused',
};

/** `steps.2.request.body.fields.password` → `Step 2 · body · password`. */
export function placeWords(where: string): string {
  const [first = '', second = '', ...rest] = where.split('.');
  const words = rest
    .join('.')
    .replace(/\bhops\.(\d+)/, 'redirect $1')
    .split('.')
    .filter((word) => !SILENT.has(word))
    .map((word) => WORDS[word] ?? word);
  if (first === 'steps') return [`Step ${second}`, ...words].join(' · ');
  if (first === 'run') return [`Run, step ${second}`, ...words].join(' · ');
  if (first === 'variables') return ['Variable', ...words].join(' · ');
  if (second === '') return first === 'name' ? 'Name of the sequence' : 'Description';
  return ['Session settings', WORDS[second] ?? second, ...words]
    .filter((word) => !SILENT.has(word))
    .join(' · ');
}

/** What becomes of all that was found, in one sentence. */
export function findingsSentence(findings: readonly Finding[], sends: boolean): string {
  const count = (outcome: Finding['outcome']): number =>
    findings.filter((finding) => finding.outcome === outcome).length;
  const parts = [
    [count('prompted'), sends ? 'asked of the visitor' : 'taken out'],
    [count('masked'), 'masked'],
    [count('revealed'), 'shown to everyone with the link'],
  ] as const;
  const words = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `${findings.length === 1 ? '1 secret was' : `${findings.length} secrets were`} found: ${words.join(', ')}.`;
}
