import type { Body, Part } from '@/lib/model/body';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import { authDraft } from './auth-draft';
import { connectionDraft } from './connection-draft';
import { EMPTY_SOCKET, freshId, newDraft, newRow, type Draft, type PartRow, type Row } from './draft';
import { blobOf, shelve } from './file-shelf';
import { rowsOfParams } from './rows-of-params';
import { socketDraft } from './socket-draft';

/** Opens a stored request for editing. What has no editor here is kept and sent as it was. */
export async function draftFrom(spec: RequestSpecInput, title = ''): Promise<Draft> {
  const { method = 'GET', url, headers, params, auth, body } = spec;
  return {
    ...newDraft(),
    ...{ title, method, url },
    headers: rowsOfHeaders(headers),
    params: rowsOfParams(params),
    ...(await bodyDraft(body)),
    socket: { ...EMPTY_SOCKET, ...socketDraft(spec.socket) },
    auth: authDraft(auth),
    ...settingsDraft(spec),
    kept: keptOf(spec),
  };
}

function settingsDraft(spec: RequestSpecInput): Partial<Draft> {
  const { timeout, allowRedirects, maxRedirects, sendCookies, storeCookies } = spec;
  return {
    timeout: typeof timeout === 'number' ? String(timeout) : '',
    redirects: switchOf(allowRedirects),
    maxRedirects: maxRedirects === undefined ? '' : String(maxRedirects),
    ...connectionDraft(spec),
    sendCookies: sendCookies ?? true,
    storeCookies: storeCookies ?? true,
  };
}

function switchOf(value: unknown): 'inherit' | 'on' | 'off' {
  if (typeof value !== 'boolean') return 'inherit';
  return value ? 'on' : 'off';
}

/** The parts of a spec that no editor here can show. */
function keptOf(spec: RequestSpecInput): Draft['kept'] {
  const { cookies, variables, body, timeout } = spec;
  const kept = {
    ...{ cookies, variables },
    body: body && !hasEditor(body) ? body : undefined,
    timeout: typeof timeout === 'object' ? timeout : undefined,
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

function rowsOfHeaders(headers: RequestSpecInput['headers']): Row[] {
  return (headers ?? []).map(([name, value]) => newRow(name, value));
}

/** Bodies without an editor are sent as they were saved. */
function hasEditor(body: Body): boolean {
  if (body.type === 'multipart') return body.parts.every((part) => !('upload' in part));
  if (body.type === 'graphql') return !body.operationName;
  return body.type !== 'file';
}

async function bodyDraft(body: Body | null | undefined): Promise<Partial<Draft>> {
  if (!body) return {};
  if (!hasEditor(body)) return { bodyKind: 'kept' };
  switch (body.type) {
    case 'json':
      return { bodyKind: 'json', json: body.text ?? JSON.stringify(body.value ?? null, null, 2) };
    case 'form':
      return { bodyKind: 'form', form: rowsOfParams(body.fields) };
    case 'multipart':
      return { bodyKind: 'multipart', parts: await Promise.all(body.parts.map(partDraft)) };
    case 'text':
      return { bodyKind: 'text', text: body.text, contentType: body.contentType ?? '' };
    case 'binary':
      return {
        bodyKind: 'binary',
        file: await shelve(blobOf(body.base64, body.contentType ?? ''), 'bytes'),
        contentType: body.contentType ?? '',
      };
    case 'graphql':
      return {
        bodyKind: 'graphql',
        graphql: body.query,
        graphqlVariables: body.variables === undefined ? '' : JSON.stringify(body.variables, null, 2),
      };
    case 'file':
      return { bodyKind: 'kept' };
  }
}

async function partDraft(part: Part): Promise<PartRow> {
  const base = { id: freshId(), on: true, name: part.name };
  if ('value' in part)
    return { ...base, kind: 'text', value: part.value === null ? '' : String(part.value), file: null };
  const base64 = 'base64' in part ? part.base64 : '';
  const file = await shelve(blobOf(base64, part.contentType ?? ''), part.filename ?? part.name);
  return { ...base, kind: 'file', value: '', file };
}
