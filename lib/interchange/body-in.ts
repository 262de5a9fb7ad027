import type { Body } from '@/lib/model/body';

const FORM = 'application/x-www-form-urlencoded';

/**
 * Text as the body that says it best: JSON as JSON, a form as fields when they come out as the same text again, the
 * rest as text under its media type. `contentType` '' means that none is known.
 */
export function bodyOfText(text: string, contentType: string): Body {
  if (/[/+]json\b/i.test(contentType)) return { type: 'json', text };
  if (contentType.toLowerCase().startsWith(FORM) && isPlainForm(text)) return { type: 'form', fields: text };
  return { type: 'text', text, ...(contentType ? { contentType } : {}) };
}

function isPlainForm(text: string): boolean {
  return text.includes('=') && new URLSearchParams(text).toString() === text;
}
