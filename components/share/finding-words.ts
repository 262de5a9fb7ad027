import type { Finding } from '@/lib/model/share';

export const KIND_WORDS: Record<Finding['kind'], string> = {
  authorization: 'authorization',
  cookie: 'cookie',
  secretVariable: 'secret variable',
  password: 'password',
  token: 'token',
  apiKey: 'API key',
};

const SILENT = new Set(['request', 'fields', 'value', 'parts']);

/** `steps.2.request.body.fields.password` → `Step 2 · body · password`. */
export function placeWords(where: string): string {
  const [first = '', second = '', ...rest] = where.split('.');
  const words = rest.filter((word) => !SILENT.has(word));
  if (first === 'steps') return [`Step ${second}`, ...words].join(' · ');
  if (first === 'variables') return ['Variable', ...words].join(' · ');
  return [first === 'session' ? 'Session settings' : first, second, ...words].filter(Boolean).join(' · ');
}
