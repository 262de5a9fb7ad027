import type { Auth } from '@/lib/model/auth';
import type { Body, Part } from '@/lib/model/body';
import type { ParamValue, Params } from '@/lib/model/pairs';
import type { SocketInput } from '@/lib/model/socket';

/** What will be sent as content, as text to read. */
export function bodyText(body: Body): string {
  switch (body.type) {
    case 'json':
      return body.text ?? JSON.stringify(body.value ?? null, null, 2);
    case 'form':
      return pairsText(body.fields);
    case 'text':
      return body.text;
    case 'graphql':
      return body.query;
    case 'binary':
      return `${base64Size(body.base64)} bytes`;
    case 'multipart':
      return body.parts.map(partText).join('\n');
    case 'file':
      return 'an uploaded file';
  }
}

function partText(part: Part): string {
  if ('value' in part) return `${part.name} = ${part.value ?? ''}`;
  const size = 'base64' in part ? `${base64Size(part.base64)} bytes` : 'uploaded';
  return `${part.name} = file ${part.filename ?? ''} (${size})`;
}

/** Pairs one a line, or the raw text they were given as. */
export function pairsText(pairs: Params): string {
  if (typeof pairs === 'string') return pairs;
  return pairs.map(([name, value]) => `${name} = ${valueText(value)}`).join('\n');
}

function valueText(value: ParamValue): string {
  if (value === null) return '(removed here)';
  return Array.isArray(value) ? value.map((item) => item ?? '').join(', ') : String(value);
}

/** The messages of a WebSocket, one a line. */
export function messagesText(messages: readonly SocketInput[]): string {
  return messages
    .map((message) => ('text' in message ? message.text : `${base64Size(message.base64)} bytes`))
    .join('\n');
}

function base64Size(base64: string): number {
  return Math.floor((base64.length * 3) / 4) - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
}

/** How the request proves who it is, without the secret. */
export function authWords(auth: Auth): string {
  switch (auth.type) {
    case 'basic':
    case 'digest':
      return `${auth.type} as ${auth.username}`;
    case 'bearer':
      return 'bearer token';
    case 'apiKey':
      return `key in ${auth.in} ${auth.name}`;
    case 'awsSigV4':
      return `AWS signature of ${auth.accessKeyId}`;
    case 'oauth2':
      return `OAuth 2 token of ${auth.clientId}`;
    case 'none':
      return 'none for this request';
  }
}

/** The secret of an auth, or null where it has none. */
export function authSecret(auth: Auth): string | null {
  if (auth.type === 'basic' || auth.type === 'digest') return auth.password;
  if (auth.type === 'bearer') return auth.token;
  if (auth.type === 'awsSigV4') return auth.secretAccessKey;
  if (auth.type === 'oauth2') return auth.password ?? auth.clientSecret ?? null;
  return auth.type === 'apiKey' ? auth.value : null;
}
