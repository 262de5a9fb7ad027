import type { CheerioAPI } from 'cheerio';
import { trimEnd } from '@/lib/engine/trim';
import type { Cookie } from '@/lib/model/cookie';
import type { Offer } from '@/lib/model/offer';
import type { Extract, SequenceVariable, StepInput } from '@/lib/model/sequence';
import type { FormField } from './form-fields';
import { findForms, type FoundForm } from './forms';
import { cookieTokens, metaTokens, type PageToken } from './page-tokens';

type Pair = [string, string];

export interface Page {
  /** null: the response is no HTML */
  html: CheerioAPI | null;
  /** where it was in the end, after redirects */
  url: string;
  jar: readonly Cookie[];
  /** what was asked for first, as typed, and what that became: a `{{base}}` in front is kept in what follows */
  asked: { typed: string; sent: string };
}

/** The next steps that a response suggests: its forms, then its tokens for scripts. */
export function offersOf(page: Page): Offer[] {
  const { html, url, jar } = page;
  const forms = html ? findForms(html, url) : [];
  const tokens = [...(html ? metaTokens(html) : []), ...cookieTokens(jar, new URL(url).hostname)];
  return [...forms.map((form) => formOffer(form, page)), ...tokens.map((token) => tokenOffer(token, page))];
}

function formOffer(form: FoundForm, { asked }: Page): Offer {
  const names = new Names();
  const extract: Extract[] = [];
  const variables: SequenceVariable[] = [];
  const pairs = form.fields.map((field): Pair => {
    if (field.kind === 'hidden') {
      const variable = names.of(field.name);
      extract.push({ variable, ...field.where });
      return [field.name, `{{${variable}}}`];
    }
    if (field.kind !== 'password') return [field.name, field.value];
    const variable = names.of(field.name);
    variables.push({ name: variable, secret: true, prompt: promptOf(field.name) });
    return [field.name, `{{${variable}}}`];
  });
  const url = withPrefix(form.action, asked);
  const path = new URL(form.action).pathname;
  return {
    kind: 'form',
    title: `form ${form.method} ${path}`,
    bound: namesOf(form.fields, ['hidden']),
    open: namesOf(form.fields, ['text', 'password', 'file']),
    extract,
    variables,
    step: {
      name: `${form.method} ${path}`.slice(0, 200),
      request: requestOf(form, url, pairs),
      assert: [{ source: 'status', operator: 'equals', value: 200 }],
    },
  };
}

function namesOf(fields: readonly FormField[], kinds: readonly FormField['kind'][]): string[] {
  return [...new Set(fields.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name))];
}

/** A GET form puts its fields in place of the address's own query (HTML §4.10.22.3). */
function requestOf(
  { method, encoding, fields }: FoundForm,
  url: string,
  pairs: Pair[],
): StepInput['request'] {
  if (method === 'GET') return { method, url: `${url.replace(/\?.*$/s, '')}${queryOf(pairs)}` };
  if (encoding === 'text') {
    const text = pairs.map(([name, value]) => `${name}=${value}\r\n`).join('');
    return { method, url, body: { type: 'text', text, contentType: 'text/plain' } };
  }
  if (encoding === 'urlencoded') return { method, url, body: { type: 'form', fields: pairs } };
  const parts = pairs.map(([name, value], n) =>
    fields[n]?.kind === 'file' ? { name, filename: '', base64: '' } : { name, value },
  );
  return { method, url, body: { type: 'multipart', parts } };
}

function queryOf(pairs: Pair[]): string {
  const pieces = pairs.map((pair) => pair.map(encoded).join('='));
  return pieces.length === 0 ? '' : `?${pieces.join('&')}`;
}

/** A `{{variable}}` stays readable; it is filled in before the address is. */
function encoded(text: string): string {
  return /^\{\{[^{}]+\}\}$/.test(text) ? text : encodeURIComponent(text);
}

function tokenOffer({ kind, name, header, extract }: PageToken, { url, asked }: Page): Offer {
  const variable = new Names().of(name);
  const path = new URL(url).pathname;
  return {
    kind,
    title: `token in ${kind} ${name}`,
    bound: [name],
    open: [],
    extract: [{ variable, ...extract }],
    variables: [],
    step: {
      name: `POST ${path}`.slice(0, 200),
      request: {
        method: 'POST',
        url: withPrefix(url.replace(/#.*$/s, ''), asked),
        headers: [[header, `{{${variable}}}`]],
      },
      assert: [],
    },
  };
}

/** Variable names made of field names, each once. */
class Names {
  readonly #taken = new Set<string>();

  of(field: string): string {
    const plain = field.replace(/[^A-Za-z0-9_.-]+/g, '_');
    const base = (trimEnd(plain, '_') || plain.slice(0, 1)).replace(/^(?![A-Za-z_])/, '_').slice(0, 56);
    let name = base;
    for (let n = 2; this.#taken.has(name); n += 1) name = `${base}_${n}`;
    this.#taken.add(name);
    return name;
  }
}

function promptOf(field: string): string {
  const words = field.replace(/[^A-Za-z0-9]+/g, ' ').trim() || 'password';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** `{{base}}/login` → `{{base}}/session` where the form leads to what `{{base}}` stood for. */
function withPrefix(url: string, { typed, sent }: Page['asked']): string {
  const [, template, rest = ''] = /^(\{\{[^{}]+\}\})([/?#].*)?$/s.exec(typed) ?? [];
  const plain = rest.replace(/#.*$/s, '');
  if (template === undefined || plain.includes('{{') || !sent.endsWith(plain)) return url;
  const value = sent.slice(0, sent.length - plain.length).replace(/\/$/, '');
  return value !== '' && url.startsWith(`${value}/`) ? `${template}${url.slice(value.length)}` : url;
}
