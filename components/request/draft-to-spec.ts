import type { Body, Part } from '@/lib/model/body';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import { Refusal } from '@/components/shell/outcome';
import { authOf } from './auth-draft';
import { connectionOf } from './connection-draft';
import type { Draft, PartRow, Row } from './draft';
import { readShelved, type ShelfFile } from './file-shelf';
import { isSocket, socketOf } from './socket-draft';

/** Rows that are switched on and have a name or value, as pairs in their order. */
export function pairsOf(rows: readonly Row[]): [string, string | null][] {
  return rows
    .filter(({ on, name, value }) => on && (name !== '' || value))
    .map(({ name, value }) => [name, value]);
}

function filledPairs(rows: readonly Row[]): [string, string][] {
  return pairsOf(rows).map(([name, value]) => [name, value ?? '']);
}

async function bytesOf(file: ShelfFile | null): Promise<string> {
  if (!file)
    throw new Refusal('Choose the file to send.', [{ path: 'body', message: 'Choose the file to send.' }]);
  const base64 = await readShelved(file.key);
  if (base64 !== null) return base64;
  const message = `This browser no longer has ${file.name}. Choose it again.`;
  throw new Refusal(message, [{ path: 'body', message }]);
}

async function partOf(part: PartRow): Promise<Part> {
  if (part.kind === 'text') return { name: part.name, value: part.value };
  const base64 = await bytesOf(part.file);
  const type = part.file?.type;
  return {
    name: part.name,
    filename: part.file?.name ?? null,
    base64,
    ...(type ? { contentType: type } : {}),
  };
}

async function bodyOf(draft: Draft): Promise<Body | null | undefined> {
  const type = draft.contentType.trim();
  const contentType = type ? { contentType: type } : {};
  switch (draft.bodyKind) {
    case 'none':
      return undefined;
    case 'kept':
      return draft.kept.body;
    case 'json':
      return { type: 'json', text: draft.json };
    case 'form':
      return { type: 'form', fields: filledPairs(draft.form) };
    case 'multipart':
      return { type: 'multipart', parts: await Promise.all(draft.parts.filter(({ on }) => on).map(partOf)) };
    case 'text':
      return { type: 'text', text: draft.text, ...contentType };
    case 'graphql':
      return graphqlOf(draft);
    case 'binary':
      return { type: 'binary', base64: await bytesOf(draft.file), ...contentType };
  }
}

function graphqlOf({ graphql, graphqlVariables }: Draft): Body {
  if (graphqlVariables.trim() === '') return { type: 'graphql', query: graphql };
  try {
    return { type: 'graphql', query: graphql, variables: JSON.parse(graphqlVariables) as JsonValue };
  } catch {
    const message = 'The GraphQL variables are not JSON.';
    throw new Refusal(message, [{ path: 'body', message }]);
  }
}
type JsonValue = NonNullable<Extract<Body, { type: 'graphql' }>['variables']>;

function settingsOf(draft: Draft): Partial<RequestSpecInput> {
  return {
    ...(draft.timeout.trim() === ''
      ? {}
      : { timeout: numberOf(draft.timeout, 'timeout', 'The timeout is in seconds.') }),
    ...(draft.redirects === 'inherit' ? {} : { allowRedirects: draft.redirects === 'on' }),
    ...(draft.maxRedirects.trim() === ''
      ? {}
      : {
          maxRedirects: numberOf(
            draft.maxRedirects,
            'maxRedirects',
            'The most redirects is a whole number up to 100.',
          ),
        }),
    ...connectionOf(draft),
    ...(draft.sendCookies ? {} : { sendCookies: false }),
    ...(draft.storeCookies ? {} : { storeCookies: false }),
  };
}

function numberOf(text: string, path: string, message: string): number {
  const value = Number(text.trim());
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Refusal(message, [{ path, message }]);
}

/**
 * What a draft asks to send. What was left empty is left out, so that the session decides it.
 * @throws Refusal naming the input at fault
 */
export async function specOf(draft: Draft): Promise<RequestSpecInput> {
  const { body: _body, ...kept } = draft.kept;
  const headers = pairsOf(draft.headers);
  const params = pairsOf(draft.params);
  const auth = authOf(draft.auth);
  const socket = isSocket(draft);
  const body = socket ? undefined : await bodyOf(draft);
  return {
    ...kept,
    method: (!socket && draft.method.trim()) || 'GET',
    url: draft.url.trim(),
    ...(headers.length > 0 ? { headers } : {}),
    ...(params.length > 0 ? { params } : {}),
    ...(auth === undefined ? {} : { auth }),
    ...(body === undefined ? {} : { body }),
    ...(socket ? { socket: socketOf(draft.socket) } : {}),
    ...settingsOf(draft),
  };
}
