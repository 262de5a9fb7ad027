import type { Body } from '@/lib/model/body';
import type { RequestSpec, RequestSpecInput } from '@/lib/model/request-spec';

type HeaderLine = [string, string | null];
export type BodyKind = 'none' | 'json' | 'form' | 'text' | 'kept';

/** The part of a request that the compact form edits; `kept` is everything else, sent as it stands. */
export interface RequestFields {
  method: string;
  url: string;
  /** `Name: value`, one a line; a name alone removes the session's header */
  headers: string;
  bodyKind: BodyKind;
  body: string;
  contentType: string | undefined;
  kept: Partial<RequestSpec>;
}

export function fieldsOf(request: RequestSpec): RequestFields {
  const { method, url, headers = [], body, ...rest } = request;
  const shown = body ? editableBody(body) : NO_BODY;
  return {
    method,
    url,
    headers: headers.map(([name, value]) => (value === null ? name : `${name}: ${value}`)).join('\n'),
    bodyKind: shown.kind,
    body: shown.text,
    contentType: body?.type === 'text' ? body.contentType : undefined,
    kept: shown.kind === 'kept' && body ? { ...rest, body } : rest,
  };
}

interface ShownBody {
  kind: BodyKind;
  text: string;
}
const NO_BODY: ShownBody = { kind: 'none', text: '' };
const KEPT_BODY: ShownBody = { kind: 'kept', text: '' };

/** A body as one text; `kept` are those that only the JSON editor can show whole. */
function editableBody(body: Body): ShownBody {
  if (body.type === 'json')
    return { kind: 'json', text: body.text ?? JSON.stringify(body.value ?? null, null, 2) };
  if (body.type === 'text') return { kind: 'text', text: body.text };
  if (body.type !== 'form' || typeof body.fields === 'string') return KEPT_BODY;
  const lines = body.fields.map(([name, value]) =>
    typeof value === 'object' || /[=\n]/.test(name) || String(value).includes('\n')
      ? null
      : `${name}=${value}`,
  );
  return lines.includes(null) ? KEPT_BODY : { kind: 'form', text: lines.join('\n') };
}

/** The request that the fields say. */
export function requestOf(fields: RequestFields): RequestSpecInput {
  const headers = headersOf(fields.headers);
  const body = bodyOf(fields);
  return {
    ...fields.kept,
    method: fields.method.trim() || 'GET',
    url: fields.url.trim(),
    ...(headers.length > 0 ? { headers } : {}),
    ...(body ? { body } : {}),
  };
}

function headersOf(text: string): HeaderLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): HeaderLine => {
      const colon = line.indexOf(':');
      return colon < 0 ? [line.trim(), null] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
}

function bodyOf({ bodyKind, body, contentType }: RequestFields): Body | null {
  if (bodyKind === 'json') return { type: 'json', text: body };
  if (bodyKind === 'text') return { type: 'text', text: body, ...(contentType ? { contentType } : {}) };
  if (bodyKind !== 'form') return null;
  const fields = body
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [string, string] => {
      const equals = line.indexOf('=');
      return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
    });
  return { type: 'form', fields };
}

/** What is wrong with a text that ought to be JSON, or null. Templates may stand where a value does. */
export function jsonFault(text: string): string | null {
  try {
    JSON.parse(text.replace(/\{\{\s*[^{}\s]+\s*\}\}/g, '0'));
    return null;
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`;
  }
}

/** Reads a whole request typed as JSON. */
export function readRequest(text: string): { request: RequestSpec } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { fault: `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { fault: 'A request is an object: {"method": "GET", "url": "https://…"}.' };
  if (!('url' in value) || typeof value.url !== 'string') return { fault: 'The request needs a "url".' };
  return { request: { method: 'GET', ...value } as RequestSpec };
}
